import {useLayoutEffect, useRef} from 'react';
import {type Key, keys} from './decision.ts';

/** Single keys for the reviewer's desk: only without modifiers, never while a text box has focus, never while held down. */
export function useKeys(press: (key: Key) => void): void {
	const latest = useRef(press);
	latest.current = press;
	// Before it is painted: who sees the card can press
	useLayoutEffect(() => {
		const controller = new AbortController();
		const listen = (event: KeyboardEvent) => {
			const key = event.key.toLowerCase();
			if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
			if (!Object.hasOwn(keys, key)) return;
			event.preventDefault();
			latest.current(key as Key);
		};
		addEventListener('keydown', listen, {signal: controller.signal});
		return () => controller.abort();
	}, []);
}

function isWriting(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.matches('textarea, input, select, [contenteditable]');
}
