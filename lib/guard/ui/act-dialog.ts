import {button, el} from './dom.ts';
import {type ModalOptions, openModal} from './modal.ts';

export interface ActDialog extends ModalOptions {
	title: string;
	children: readonly (Node | string | false | null | undefined)[];
	/** The button that does it. */
	label: string;
	/** `undefined` when it is done; else why not, for the person. Nothing at all: something is missing still. */
	act: () => Promise<string | undefined> | undefined;
}

/** A dialog with one thing to do: it stays, with what was typed, until that is done or it is closed. */
export function openAct({title, children, label, act, ...modal}: ActDialog): void {
	const problem = el('p', {class: 'problem', role: 'alert'});
	const press = button(label, () => void run(act()), {class: 'press'});
	const end = el(
		'div',
		{class: 'end'},
		button('Close', () => close()),
		press,
	);
	const heading = el('h2', {id: 'title'}, title);
	const dialog = el(
		'dialog',
		{'aria-labelledby': 'title', tabindex: -1},
		...[heading, ...children, problem, end],
	);
	const {close} = openModal(dialog, modal);

	async function run(doing: ReturnType<ActDialog['act']>): Promise<void> {
		if (!doing) return;
		press.disabled = true;
		const wrong = await doing;
		press.disabled = false;
		if (wrong === undefined) close();
		else problem.textContent = wrong;
	}
}
