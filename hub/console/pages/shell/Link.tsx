import type {AnchorHTMLAttributes, MouseEvent} from 'react';
import {go} from '../place.ts';

/** A link within the console: a real one, so that it can be opened in another tab. */
export function Link({to, onMoved, ...rest}: Props) {
	return <a href={`/console${to}`} {...rest} onClick={event => follow(event, to, onMoved)} />;
}

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
	/** `/rules/FIN-01` */
	to: string;
	onMoved?: () => void;
}

function follow(event: MouseEvent, to: string, moved?: () => void): void {
	if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
	event.preventDefault();
	go(to);
	moved?.();
}
