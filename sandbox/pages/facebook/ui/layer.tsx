import {type ReactNode, useEffect, useMemo} from 'react';
import {createPortal} from 'react-dom';
import {cx, themeClass} from '../boot.ts';

/**
 * A layer of its own at the end of `body`. While it is open its siblings are `inert` and focus cannot leave,
 * so what a guest puts beside it is out of reach (facebook.md section 13).
 */
export function Layer({children, onEscape}: {children: ReactNode; onEscape: () => void}) {
	const host = useMemo(() => {
		const element = document.createElement('div');
		element.className = `${themeClass} ${cx('layer')}`;
		return element;
	}, []);
	useEffect(() => {
		const before = document.activeElement;
		document.body.append(host);
		const siblings = [...document.body.children].filter(
			child => child !== host && !child.hasAttribute('inert'),
		);
		for (const sibling of siblings) sibling.toggleAttribute('inert', true);
		const stop = trapFocus(host, onEscape);
		return () => {
			stop();
			for (const sibling of siblings) sibling.removeAttribute('inert');
			host.remove();
			if (before instanceof HTMLElement) before.focus();
		};
	}, [host, onEscape]);
	return createPortal(children, host);
}

function trapFocus(host: HTMLElement, onEscape: () => void): () => void {
	const back = ({target}: FocusEvent): void => {
		if (!host.contains(target as Node))
			host.querySelector<HTMLElement>('[tabindex="0"], button, input')?.focus();
	};
	const leave = ({key}: KeyboardEvent): void => {
		if (key === 'Escape') onEscape();
	};
	document.addEventListener('focusin', back);
	host.addEventListener('keydown', leave);
	return () => {
		document.removeEventListener('focusin', back);
		host.removeEventListener('keydown', leave);
	};
}
