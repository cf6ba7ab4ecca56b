import type {Finding} from '#lib/core/policy/finding.ts';
import {button, el} from './dom.ts';
import {type FindingActions, findingList} from './findings.ts';
import {createHost} from './host.ts';
import {icon} from './icons.ts';
import type {Status} from './status.ts';

export interface LineView {
	status: Status;
	/** The text that `findings` are about. */
	text: string;
	findings: readonly Finding[];
	/** There are ready-approved replies for this. */
	ready?: boolean;
	/** A second line under it, about the message that is answered. */
	also?: Also | undefined;
	/** What else to say under the line: a reviewer's note. */
	note?: string | undefined;
}

export interface Also {
	/** Of what it speaks: its buttons are about that. */
	id: string;
	status: Status;
	acts: readonly {label: string; press: () => void}[];
}

export interface LineActions extends FindingActions {
	act: (act: NonNullable<Status['act']>) => void;
	/** Shows the ready-approved replies. */
	ready: () => void;
	/** Puts the cursor back into the composer. */
	leave: () => void;
}

const acts = {copy: 'Copy draft', 'see-change': 'See the change', 'got-it': 'Got it'} as const;

export interface Line {
	element: HTMLElement;
	show(view: LineView): void;
	/** Opens the panel and moves the focus into it; closes it when it is open. */
	toggle(): void;
	open(): void;
	isOpen(): boolean;
	setTheme(theme: 'light' | 'dark'): void;
	/** As far from the edge as the editor's text, where the site lets its parts touch the edge. */
	alignWith(editor: HTMLElement): void;
	/** Fixed over the page, for a composer that has no place for us. */
	setFloating(floating: boolean): void;
}

/** The quiet line beside the site's Post button, and the panel under it. */
export function createLine(actions: LineActions): Line {
	const host = createHost('line', close);
	const words = el('span', {id: 'words'});
	const status = el('span', {class: 'words', role: 'status', 'aria-labelledby': 'words'}, words);
	const sign = el('span', {class: 'row'});
	const extra = el('span', {});
	const panel = el('section', {
		class: 'panel',
		id: 'panel',
		'aria-label': 'Countersign findings',
		hidden: true,
	});
	const more = el('button', {
		type: 'button',
		class: 'more',
		'aria-controls': 'panel',
		'aria-expanded': 'false',
		'aria-label': 'Countersign findings (Alt+Shift+G)',
		onclick: toggle,
	});
	more.append(icon('down'));
	const ready = button('Ready replies', () => actions.ready(), {
		title: 'Ready replies (Alt+Shift+R)',
		hidden: true,
	});
	const second = el('div', {role: 'status', 'aria-label': 'About the message you answer'});
	host.body.append(el('div', {class: 'row'}, sign, status, extra, ready, more), second, panel);
	let shown = '';
	let also = '';
	let listed = '';
	let view: LineView | undefined;

	return {
		element: host.element,
		show,
		toggle,
		open: () => setOpen(true),
		isOpen: () => !panel.hidden,
		setTheme: host.setTheme,
		alignWith,
		setFloating: floating => host.body.classList.toggle('floating', floating),
	};

	function show(next: LineView): void {
		view = next;
		const {status} = next;
		const key = JSON.stringify(status);
		if (key !== shown) {
			shown = key;
			words.textContent = status.words;
			sign.replaceChildren(icon(status.icon));
			host.body.firstElementChild!.className = `row ${status.tone}`;
			const {act} = status;
			extra.replaceChildren(...(act ? [button(acts[act], () => actions.act(act))] : []));
		}
		showSecond(next.also);
		showButtons(next);
		if (!panel.hidden) list();
		if (more.hidden && !panel.hidden) setOpen(false);
	}

	/** Writes only what changes: whatever is written, the browser lays out again while somebody types. */
	function showButtons({ready: there, findings, note}: LineView): void {
		if (ready.hidden !== !there) ready.hidden = !there;
		const isIdle = findings.length === 0 && !note;
		if (more.hidden === isIdle && more.style.display === (isIdle ? 'none' : '')) return;
		more.hidden = isIdle;
		more.style.display = isIdle ? 'none' : '';
	}

	function showSecond(next: Also | undefined): void {
		const key = next ? JSON.stringify([next.id, next.status, next.acts.map(({label}) => label)]) : '';
		if (key === also) return;
		also = key;
		second.className = next ? `row ${next.status.tone}` : '';
		const parts = next && [
			icon(next.status.icon),
			el('span', {class: 'words'}, next.status.words),
			...next.acts.map(({label, press}) => button(label, press)),
		];
		second.replaceChildren(...(parts ?? []));
	}

	function alignWith(editor: HTMLElement): void {
		const outer = host.element.getBoundingClientRect();
		const inner = editor.getBoundingClientRect();
		const {paddingLeft, paddingRight} = getComputedStyle(editor);
		const left = inner.left + Number.parseFloat(paddingLeft) - outer.left;
		const right = outer.right - inner.right + Number.parseFloat(paddingRight);
		const inset = `${Math.round(Math.min(24, Math.max(0, Math.min(left, right))))}px`;
		if (host.body.style.getPropertyValue('--inset') !== inset) host.body.style.setProperty('--inset', inset);
	}

	/** Only when it says something new: a half-typed reason survives. */
	function list(): void {
		if (!view) return;
		const {text, findings, note} = view;
		const key = JSON.stringify([findings, note, findings.map(f => actions.disputed(f.rule))]);
		if (key === listed) return;
		listed = key;
		const parts = [
			note && el('p', {class: 'note'}, note),
			findings.length > 0 && findingList(text, findings, actions),
		];
		panel.replaceChildren(...parts.filter(part => part instanceof Node));
	}

	function toggle(): void {
		if (more.hidden) return;
		if (panel.hidden) {
			setOpen(true);
			panel.querySelector<HTMLElement>('button, summary')?.focus();
		} else close();
	}

	function close(): void {
		setOpen(false);
		actions.leave();
	}

	function setOpen(open: boolean): void {
		panel.hidden = !open;
		more.setAttribute('aria-expanded', String(open));
		if (open) list();
		else listed = '';
	}
}
