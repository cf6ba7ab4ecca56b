/** Which events, left alone, make X send (x.md, section 9). */
import type {Composer} from '../site.ts';
import {composerAround} from './composers.ts';
import {isMessageKey, messageComposerAround} from './messages.ts';
import {selectors} from './selectors.ts';

export function sends(event: Event): Composer | undefined {
	const target = event.target;
	if (!(target instanceof Element)) return undefined;
	switch (event.type) {
		case 'click':
			// With Alt the site's buttons do nothing.
			return (event as MouseEvent).altKey ? undefined : pressed(target);
		case 'keyup':
			return isPress(event as KeyboardEvent) && !isNative(target) ? pressed(target) : undefined;
		case 'keydown':
			return keyed(event as KeyboardEvent, target);
		case 'submit':
			return composerAround(target);
		default:
			return undefined;
	}
}

function keyed(event: KeyboardEvent, target: Element): Composer | undefined {
	const message = target.closest(selectors.messageEditor.css);
	if (message) return isMessageKey(event) ? messageComposerAround(message) : undefined;
	return isSendKey(event) ? composerAround(target) : undefined;
}

function pressed(target: Element): Composer | undefined {
	const message = target.closest<HTMLElement>(selectors.messageButton.css);
	if (message) return isDisabled(message) ? undefined : messageComposerAround(message);
	const button = target.closest<HTMLElement>(selectors.button.css);
	return button && !isDisabled(button) ? composerAround(button) : undefined;
}

/** React buttons that are no native ones act on keyup. */
function isPress({key}: KeyboardEvent): boolean {
	return key === 'Enter' || key === ' ';
}

function isNative(target: Element): boolean {
	return target.closest('button') !== null;
}

/** Draft's key binding: Ctrl+Enter, or Cmd+Enter, also with the typeahead open. */
function isSendKey({key, ctrlKey, metaKey}: KeyboardEvent): boolean {
	return key === 'Enter' && (ctrlKey || metaKey);
}

function isDisabled(button: HTMLElement): boolean {
	return button.matches(':disabled, [aria-disabled="true"]');
}
