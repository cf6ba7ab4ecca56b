import {areAllKnown, areFilesRead, elementOf, isAccountKnown, isFullyRead, themeOf} from '../page.ts';
import type {Site} from '../site.ts';
import {composerAround, composersIn} from './composers.ts';
import {sends} from './gestures.ts';
import {consultPage} from './places.ts';
import {selectors} from './selectors.ts';
import {session} from './session.ts';

/** Facebook, as seen from the isolated world. */
export const site: Site = {
	id: 'facebook',
	account: () => session(document.cookie),
	composerOf(node) {
		const element = elementOf(node);
		return element && composerAround(element);
	},
	composers: () => composersIn(document),
	sends,
	consult: consultPage,
	theme() {
		// Each layer says its own; the page's background may be a picture.
		if (document.querySelector('.__fb-dark-mode')) return 'dark';
		return document.querySelector('.__fb-light-mode') ? 'light' : themeOf(document.body);
	},
	selfTest() {
		const composers = composersIn(document);
		const each = (test: (composer: (typeof composers)[number]) => boolean) =>
			composers.length > 0 ? composers.every(test) : null;
		return {
			account: isAccountKnown(session(document.cookie), composers),
			composer: document.querySelector(selectors.mobile.css)
				? false
				: areAllKnown('[role="dialog"] [data-lexical-editor="true"]', composers),
			text: each(({editor, read}) => isFullyRead([editor], read().text)),
			media: areFilesRead(composers),
			button: each(({button, root}) => button !== null || root.matches(selectors.commentForm.css)),
			target: each(({target, root}) => target !== null || !root.matches(selectors.commentForm.css)),
		};
	},
};
