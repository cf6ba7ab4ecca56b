import type {Composer} from '#lib/sites/site.ts';
import {isOurs} from './ui/ours.ts';

export interface GestureParts {
	window: Window;
	/** The composer of a guarded account that this event would send. */
	sent: (event: Event) => Composer | undefined;
	/** May it go? `explain`: if not, tell the person why. */
	passes: (composer: Composer, explain: boolean) => boolean;
	/** It was stopped. */
	stopped: (composer: Composer) => void;
	signal: AbortSignal;
}

const gestures = ['click', 'keydown', 'keyup', 'submit', 'beforeinput', 'pointerdown'] as const;

/**
 * Stops a gesture that would send a held draft, before the site sees it. Explains rather than enforces: what does not
 * pass here as an event is decided by the page lock. Never asks for `isTrusted`: a forged event may be held too.
 */
export function lockGestures({window, sent, passes, stopped, signal}: GestureParts): void {
	// Capture phase on the window: the sites' frameworks listen at their roots, so this comes first.
	const arm = (): void => {
		for (const type of gestures) window.addEventListener(type, hold, {capture: true, signal});
	};
	arm();
	// `document.open()` takes the listeners off a living page, and replaces the root element (trust.md, 1.4). Adding the
	// same listener again changes nothing where it is still there.
	const rearm = new MutationObserver(arm);
	rearm.observe(window.document, {childList: true});
	signal.addEventListener('abort', () => rearm.disconnect(), {once: true});

	function hold(event: Event): void {
		if (isTyping(event) || isOurs(event.target)) return;
		const composer = sent(event);
		if (!composer) return;
		// The click that follows a pointer explains: a dialog opened now would receive it.
		const explain = event.type !== 'pointerdown';
		if (mayPass(composer, explain)) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		if (explain) stopped(composer);
	}

	/** A fault of ours holds. */
	function mayPass(composer: Composer, explain: boolean): boolean {
		try {
			return passes(composer, explain);
		} catch {
			return false;
		}
	}
}

/**
 * A key or an input that only writes: on no site does it send. Each letter of a draft comes by here three times, and to ask
 * which account acts and what composer it stands in costs more than everything else we do for it.
 */
function isTyping(event: Event): boolean {
	const {key, inputType} = event as Partial<KeyboardEvent & InputEvent>;
	if (key !== undefined) return key !== 'Enter' && key !== ' ';
	// Virtual keyboards send no key, only the paragraph that a site may turn into a send.
	return inputType !== undefined && inputType !== 'insertParagraph' && inputType !== 'insertLineBreak';
}
