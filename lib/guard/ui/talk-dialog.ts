import {openAct} from './act-dialog.ts';
import {differenceView} from './diff.ts';
import {el} from './dom.ts';

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
	const answer = el('textarea', {id: 'answer', rows: 3, maxlength: 2000});
	openAct({
		title: view.title,
		children: [
			view.change && differenceView(view.change.before, view.change.after),
			view.words !== '' && el('p', {}, `“${view.words}”`),
			view.answer && el('div', {class: 'field'}, el('label', {for: 'answer'}, 'Your answer'), answer),
		],
		label: view.label,
		theme: view.theme,
		...(view.answer && {focus: answer}),
		act: () => (view.answer && answer.value.trim() === '' ? undefined : actions.act(answer.value.trim())),
		closed: actions.closed,
	});
}
