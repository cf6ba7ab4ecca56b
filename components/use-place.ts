import {useCallback, useState} from 'react';

const key = 'countersign:place';

/** Which card is open. Kept beyond the popup's life, which ends at any click elsewhere; an id says nothing to others. */
export function usePlace(): [place: string, go: (place: string) => void] {
	const [place, setPlace] = useState(() => localStorage.getItem(key) ?? '');
	const go = useCallback((to: string) => {
		localStorage.setItem(key, to);
		setPlace(to);
	}, []);
	return [place, go];
}
