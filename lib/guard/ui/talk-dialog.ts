import {differenceView} from './diff.ts';
import {button, el} from './dom.ts';
import {openModal} from './modal.ts';

export interface TalkView {
	title: string;
	/** What stands there and what is suggested instead. */
	change?: {before: string; after: string};
	/** A reviewer's reason, or question. */
	words: string;
	/** Asks for an answer of the author's own. */
	answer?: boolean;
	/** The button that does it. */
	label: string;
	theme: 'light' | 'dark';
}

export interface TalkActions {
	/** `undefined` when it is done; else why not, for the person. */
	act: (answer: string) => Promise<string | undefined>;
	closed: () => void;
}

/** A reviewer's suggestion or question, in full; nothing happens until the author presses. */
export function openTalk(view: TalkView, actions: TalkActions): void {
	const problem = el('p', {class: 'problem', role: 'alert'});
	const answer = el('textarea', {id: 'answer', rows: 3, maxlength: 2000});
	const act = button(view.label, () => void press());
	act.className = 'press';
	const dialog = el(
		'dialog',
		{'aria-labelledby': 'title', tabindex: -1},
		el('h2', {id: 'title'}, view.title),
		view.change && differenceView(view.change.before, view.change.after),
		view.words !== '' && el('p', {}, `“${view.words}”`),
		view.answer && el('div', {class: 'field'}, el('label', {for: 'answer'}, 'Your answer'), answer),
		problem,
		el(
			'div',
			{class: 'end'},
			button('Close', () => close()),
			act,
		),
	);
	const {close} = openModal(dialog, {
		theme: view.theme,
		focus: view.answer ? answer : dialog,
		closed: actions.closed,
	});

	async function press(): Promise<void> {
		if (view.answer && answer.value.trim() === '') return;
		act.disabled = true;
		const wrong = await actions.act(answer.value.trim());
		act.disabled = false;
		if (wrong === undefined) close();
		else problem.textContent = wrong;
	}
}
