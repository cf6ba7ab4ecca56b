import type {Composer, Site} from '#lib/sites/site.ts';
import {isOurs} from './ui/ours.ts';

/** The composer that the person is in, or was in last. One at a time: a page without one costs nothing. */
export interface Composing {
	/** As it is in the page now; sites remount their composers, so ask each time. */
	current(): Composer | undefined;
	take(composer: Composer): void;
}

export interface ComposingParts {
	site: Site;
	window: Window;
	/** Another composer has the focus. */
	entered: () => void;
	/** Something in the composer may have changed; called at once for each change. */
	changed: () => void;
	/** Something editable has the focus, and the adapter does not know it. */
	stranger: (element: Element) => void;
	/** May anything be looked at? Asked at each focus, so that a switch of accounts counts at once. */
	watching: () => boolean;
	signal: AbortSignal;
}

export function followComposer(parts: ComposingParts): Composing {
	const {site, window, signal} = parts;
	let composer: Composer | undefined;
	/** So that each key in a search field does not ask again. */
	let lookedAt: EventTarget | null = null;
	/** Bounded to the composer with the focus and the list of its siblings. */
	const observer = new MutationObserver(parts.changed);
	const options = {capture: true, signal};
	window.addEventListener('focusin', event => focused(event.target), options);
	// Where text changes without a focus event (a restored tab, a window in the background), the change itself tells.
	for (const type of ['beforeinput', 'input', 'compositionend', 'change'] as const)
		window.addEventListener(type, event => touched(event.target), options);
	signal.addEventListener('abort', () => observer.disconnect(), {once: true});

	return {current, take};

	function focused(target: EventTarget | null): void {
		lookedAt = target;
		if (isOurs(target) || !parts.watching()) return;
		const found = site.composerOf(target);
		if (found) take(found);
		else if (target instanceof Element && isEditable(target)) parts.stranger(target);
	}

	function touched(target: EventTarget | null): void {
		if (composer && target instanceof Node && composer.root.contains(target)) parts.changed();
		else if (target !== lookedAt) focused(target);
	}

	function take(found: Composer): void {
		const isSame = composer?.key === found.key && composer.root === found.root;
		composer = found;
		if (isSame) return;
		watch(found);
		parts.entered();
	}

	function current(): Composer | undefined {
		if (!composer) return undefined;
		const {key, root, editor} = composer;
		const isThere = root.isConnected && editor.isConnected;
		const found = isThere
			? site.composerOf(editor)
			: (site.composerOf(window.document.activeElement) ?? site.composers().find(c => c.key === key));
		// What comes late (a button, the post above) may give the same box another place.
		if (!found || (found.key !== key && !isThere)) return undefined;
		if (found.root !== root) watch(found);
		composer = found;
		return found;
	}

	function watch({root}: Composer): void {
		observer.disconnect();
		observer.observe(root, {childList: true, characterData: true, subtree: true});
		// A remount replaces the composer as a whole.
		if (root.parentElement) observer.observe(root.parentElement, {childList: true});
	}
}

function isEditable(element: Element): boolean {
	return element.matches('[contenteditable="true"], textarea, [role="textbox"]');
}
