/** Which button of a dialog sends: several signs, the surest first, because Facebook gives it no name that stays. */
import {selectors} from './selectors.ts';

/** "Post" as Facebook says it: one sign of several, never the only one. */
const names = new Set([
	...['Post', 'Postio', 'Posten', 'Publicar', 'Publier', 'Pubblica', 'Plaatsen', 'Opublikuj', 'Paylaş'],
	...['Publish', 'Publicera', 'Опубликовать', 'Опублікувати', 'نشر', 'פרסום', '投稿', '发布', '게시'],
]);

export function postButtonOf(form: HTMLFormElement, editor: HTMLElement): HTMLElement | null {
	const marked = form.querySelector<HTMLElement>(selectors.shareButton.css);
	if (marked) return marked;
	const below = [...form.querySelectorAll<HTMLElement>(selectors.button.css)].filter(button =>
		isAfter(editor, button),
	);
	const worded = below.filter(button => wordsOn(button) !== '' && !opensMore(button));
	return beforeSubmit(form, worded) ?? worded.find(isNamed) ?? widest(worded) ?? widest(below);
}

/** The form's own hidden control stands behind its button (a real share dialog of 2025). */
function beforeSubmit(form: HTMLFormElement, buttons: readonly HTMLElement[]): HTMLElement | undefined {
	const submit = form.querySelector(selectors.hiddenSubmit.css);
	return submit ? buttons.findLast(button => isAfter(button, submit)) : undefined;
}

/** Opens a menu, or is a switch: it sends nothing itself. */
function opensMore(button: Element): boolean {
	return ['aria-haspopup', 'aria-expanded', 'aria-pressed'].some(name => button.hasAttribute(name));
}

function isNamed(button: Element): boolean {
	return names.has(wordsOn(button)) || names.has(button.getAttribute('aria-label') ?? '');
}

/** Pictures have none. */
function wordsOn(button: Element): string {
	return button.textContent?.trim() ?? '';
}

function isAfter(before: Element, element: Element): boolean {
	return Boolean(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function widest(buttons: readonly HTMLElement[]): HTMLElement | null {
	return buttons.toSorted((a, b) => b.offsetWidth - a.offsetWidth)[0] ?? null;
}
