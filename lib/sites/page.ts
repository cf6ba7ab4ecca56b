import type {Composer} from './site.ts';

/** The page's own colours: `dark` when its background is darker than middle grey. */
export function themeOf(element: Element): 'light' | 'dark' {
	const [r = 255, g = 255, b = 255, alpha = 1] = (
		getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? []
	).map(Number);
	if (alpha === 0) return 'light';
	return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128 ? 'dark' : 'light';
}

/** The element of an event's target, if it is one of this page. */
export function elementOf(target: EventTarget | null): Element | undefined {
	if (target instanceof Element) return target;
	return target instanceof Node ? (target.parentElement ?? undefined) : undefined;
}

/** The words on some controls, one after the other. */
export function wordsOf(controls: Iterable<Element>): string {
	return [...controls].map(control => control.textContent ?? '').join('\n');
}

/** Nothing that the editors show is missing from what was read, line breaks aside. */
export function isFullyRead(editors: readonly HTMLElement[], text: string): boolean {
	const bare = (words: string) => words.replace(/\s/g, '');
	if (editors.some(editor => editor instanceof HTMLTextAreaElement)) return true;
	return bare(editors.map(editor => editor.textContent ?? '').join('')) === bare(text);
}

/** Files that the page draws from its own memory are all among those that were read; `null` when it draws none. */
export function areFilesRead(composers: readonly Composer[]): boolean | null {
	const shown = composers.map(({root, read}) => ({
		drawn: root.querySelectorAll('img[src^="blob:"], video[src^="blob:"]').length,
		read: read().media.length,
	}));
	if (shown.every(({drawn}) => drawn === 0)) return null;
	return shown.every(({drawn, read}) => drawn <= read);
}

/** Whose account acts must be known where somebody can write; `null` where nobody is signed in and nobody can. */
export function isAccountKnown(account: string | undefined, composers: readonly Composer[]): boolean | null {
	return account !== undefined || (composers.length > 0 ? false : null);
}

/**
 * For the self-test: `false` when one of these editors is in no composer that the adapter knows, beside others or alone: the
 * page may have changed. `null`: nothing to write in.
 */
export function areAllKnown(editors: string, composers: readonly Pick<Composer, 'root'>[]): boolean | null {
	const isKnown = (editor: Element) => composers.some(({root}) => root.contains(editor));
	if (![...document.querySelectorAll(editors)].every(isKnown)) return false;
	return composers.length > 0 || null;
}
