import {type About, abouts, finalBy} from '#lib/core/complaint/complaint.ts';
import {withoutPlates} from '#lib/core/complaint/recognise.ts';
import type {Company} from '#lib/core/policy/company.ts';
import {openAct} from './act-dialog.ts';
import {el} from './dom.ts';
import {dayOf} from './times.ts';

const hideWords = 'Hide the registration plate from the record copy';

export interface ComplaintView {
	/** Of the customer, as visible. */
	words: string;
	about: About;
	/** When it was written; now, where nobody knows. */
	receivedAt: number;
	/** "Facebook, public comment" */
	channel: string;
	/** "Leeds" */
	place: string;
	company: Company;
	/** Hub time. */
	now: number;
	theme: 'light' | 'dark';
}

export interface ComplaintChoice {
	words: string;
	about: About;
	receivedAt: number;
}

export interface ComplaintActions {
	/** `undefined` when it is logged; else why not, for the person. */
	log: (choice: ComplaintChoice) => Promise<string | undefined>;
	closed: () => void;
}

/** The log's form, filled in: the person looks, changes what is wrong, and confirms. Nothing has been sent before. */
export function openComplaint(view: ComplaintView, actions: ComplaintActions): void {
	const masked = withoutPlates(view.words, view.company);
	const received = el('input', {id: 'received', type: 'datetime-local', value: localTime(view.receivedAt)});
	received.max = localTime(view.now);
	const about = el(
		'select',
		{id: 'about'},
		...Object.entries(abouts).map(([value, label]) =>
			el('option', {value, selected: value === view.about}, label),
		),
	);
	const hide = el('input', {id: 'hide', type: 'checkbox', checked: true, onchange: show});
	const words = el('p', {class: 'diff', 'aria-label': 'Words'});
	const clock = el('dd');
	received.addEventListener('input', show);
	show();
	openAct({
		title: 'Log complaint',
		children: [
			field('received', `Received · ${view.channel}`, received),
			field('about', 'About', about),
			words,
			masked.found && el('div', {class: 'tick'}, hide, el('label', {for: 'hide'}, hideWords)),
			el('dl', {}, el('dt', {}, 'Clock'), clock, el('dt', {}, 'Goes to'), el('dd', {}, whoSees(view))),
		],
		label: 'Log and continue',
		theme: view.theme,
		act: () => actions.log(chosen()),
		closed: actions.closed,
	});

	function chosen(): ComplaintChoice {
		const typed = new Date(received.value).getTime();
		return {
			words: masked.found && hide.checked ? masked.text : view.words,
			about: about.value as About,
			receivedAt: Number.isNaN(typed) ? view.receivedAt : Math.min(typed, view.now),
		};
	}

	function show(): void {
		words.textContent = `“${chosen().words}”`;
		const due = dayOf(finalBy(chosen().receivedAt));
		clock.textContent = `Acknowledge promptly · our promise 1 working day · final response due by ${due}`;
	}
}

function field(id: string, label: string, input: HTMLElement): HTMLElement {
	return el('div', {class: 'field'}, el('label', {for: id}, label), input);
}

function whoSees({place}: ComplaintView): string {
	return `the reviewers and admins of ${place}: these words, the link, your name. It is kept in the company archive.`;
}

/** As the browser's own field wants it: by this machine's clock, to the minute. */
function localTime(at: number): string {
	const here = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
	return here.toISOString().slice(0, 16);
}
