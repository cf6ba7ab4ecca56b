/** Which events, left alone, make Facebook send (facebook.md, section 6). */
import type {Composer} from '../site.ts';
import {composerAround, isComment} from './composers.ts';
import {selectors} from './selectors.ts';

export function sends(event: Event): Composer | undefined {
	const {target} = event;
	// Asked for each event of the page: what can never send costs nothing.
	if (event.type === 'pointerdown' || ('key' in event && event.key !== 'Enter' && event.key !== ' '))
		return undefined;
	const composer = target instanceof Element ? composerAround(target) : undefined;
	if (!composer) return undefined;
	return isSending(event, target as Element, composer) ? composer : undefined;
}

function isSending(event: Event, target: Element, composer: Composer): boolean {
	switch (event.type) {
		case 'click':
			return isPressed(target, composer);
		case 'keydown':
			return isKeySending(event as KeyboardEvent, target, composer);
		case 'keyup':
			return isPress(event as KeyboardEvent) && isPressed(target, composer);
		case 'submit':
			return true;
		case 'beforeinput':
			// Virtual keyboards send no key: only the paragraph that the site turns into a send.
			return (
				isComment(composer.root) &&
				(event as InputEvent).inputType === 'insertParagraph' &&
				!isChoosing(composer.editor)
			);
		default:
			return false;
	}
}

function isKeySending(event: KeyboardEvent, target: Element, composer: Composer): boolean {
	// 229: the key belongs to an input method.
	if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229)
		return isPress(event) && isPressed(target, composer);
	if (!composer.editor.contains(target)) return isPressed(target, composer);
	// Ctrl+Enter submits dialogs; in comments the sources disagree, so it counts.
	if (event.ctrlKey || event.metaKey) return true;
	const sendsByEnter = isComment(composer.root) || composer.operation === 'dm';
	return sendsByEnter && !event.shiftKey && !event.altKey && !isChoosing(composer.editor);
}

function isPressed(target: Element, {button, root}: Composer): boolean {
	if (target.closest('input[type="submit"]')) return true;
	const pressed = target.closest(selectors.button.css);
	const isSend =
		pressed !== null &&
		(pressed === button || root.querySelector(selectors.commentSubmit.css)?.contains(pressed));
	return isSend === true && pressed?.getAttribute('aria-disabled') !== 'true';
}

function isPress({key, isComposing}: KeyboardEvent): boolean {
	return (key === 'Enter' || key === ' ') && !isComposing;
}

/** A typeahead with a chosen suggestion is open: Enter takes it. */
function isChoosing(editor: HTMLElement): boolean {
	return (
		editor.hasAttribute('aria-activedescendant') || document.querySelector(selectors.typeahead.css) !== null
	);
}
