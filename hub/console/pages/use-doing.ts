import {useCallback, useState} from 'react';
import {wordsOf} from './ask.ts';

export interface Doing {
	busy: boolean;
	/** Why the last try was not accepted, in words. */
	problem: string;
	/** Runs it; `true` when it worked. What was typed stays where it is when it did not. */
	run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** One thing at a time that changes something at the hub. */
export function useDoing(): Doing {
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState('');
	const run = useCallback(async (work: () => Promise<unknown>) => {
		setBusy(true);
		try {
			await work();
			setProblem('');
			return true;
		} catch (error) {
			setProblem(wordsOf(error));
			return false;
		} finally {
			setBusy(false);
		}
	}, []);
	return {busy, problem, run};
}
