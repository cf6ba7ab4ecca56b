import {useCallback, useState} from 'react';
import {isHasty} from './alike.ts';

const key = 'countersign:pace';

export interface Pace {
	/** The next approval would be one too many in too short a time. */
	isHasty: () => boolean;
	approved: () => void;
}

/** When this reviewer approved last, beyond the life of a popup. Times only, and only here: nobody else is told. */
export function usePace(): Pace {
	const [times, setTimes] = useState<number[]>(
		() => JSON.parse(localStorage.getItem(key) ?? '[]') as number[],
	);
	const approved = useCallback(() => {
		setTimes(before => {
			const after = [...before, Date.now()].slice(-10);
			localStorage.setItem(key, JSON.stringify(after));
			return after;
		});
	}, []);
	return {approved, isHasty: () => isHasty(times, Date.now())};
}
