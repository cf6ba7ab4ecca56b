import {button, el} from './dom.ts';
import {createHost} from './host.ts';
import {icon} from './icons.ts';
import type {Status} from './status.ts';

export interface News {
	/** The same id replaces what it said before. */
	id: string;
	status: Status;
	/** A second line: the draft's first words, a reviewer's note. */
	about?: string | undefined;
	acts?: readonly {label: string; press: () => void}[];
	link?: {label: string; href: string} | undefined;
}

export interface Card {
	show(news: News): void;
	drop(id: string): void;
	setTheme(theme: 'light' | 'dark'): void;
}

/** The card in the corner: what happens to drafts that have been sent, while the author carries on. */
export function createCard(): Card {
	const host = createHost('card', () => host.element.hidePopover?.());
	// The top layer: above the sites' own stacks, and not inert beside an open dialog of theirs.
	host.element.setAttribute('popover', 'manual');
	// Not the list's own role: it would be no list any more
	const list = el('ul');
	host.body.append(el('div', {role: 'status', 'aria-label': 'Countersign'}, list));
	const entries = new Map<string, {key: string; view: HTMLElement}>();
	/** What the person has put away stays away until it says something new. */
	const away = new Map<string, string>();

	return {show, drop, setTheme: host.setTheme};

	function show(news: News): void {
		const key = JSON.stringify([news.status, news.about, news.acts?.map(act => act.label)]);
		if (away.get(news.id) === key) return;
		if (entries.get(news.id)?.key === key) {
			reveal();
			return;
		}
		const view = newsView(news, () => {
			away.set(news.id, key);
			drop(news.id);
		});
		const before = entries.get(news.id);
		if (before) before.view.replaceWith(view);
		else list.prepend(view);
		entries.set(news.id, {key, view});
		reveal();
	}

	function drop(id: string): void {
		entries.get(id)?.view.remove();
		entries.delete(id);
		if (entries.size === 0 && host.element.isConnected) host.element.remove();
	}

	function reveal(): void {
		if (entries.size === 0) return;
		// A page that rebuilds itself takes our element along.
		if (!host.element.isConnected) document.documentElement.append(host.element);
		if (!host.element.matches(':popover-open')) host.element.showPopover();
	}
}

function newsView({status, about, acts = [], link}: News, dismiss: () => void): HTMLElement {
	const close = button('', dismiss, {class: 'close', 'aria-label': 'Dismiss'});
	close.append(icon('close'));
	return el(
		'li',
		{class: `news ${status.tone}`},
		icon(status.icon),
		el(
			'div',
			{},
			el('div', {class: 'words'}, status.words),
			about && el('p', {class: 'about'}, about),
			(acts.length > 0 || link) &&
				el(
					'div',
					{class: 'acts'},
					...acts.map(({label, press}) => button(label, press)),
					link && el('a', {href: link.href, target: '_blank', rel: 'noopener'}, link.label),
				),
		),
		close,
	);
}
