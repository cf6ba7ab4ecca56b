import {areFilesRead, elementOf, isAccountKnown, isFullyRead, themeOf} from '../page.ts';
import type {Site} from '../site.ts';
import {composerAround, composersIn, editorsOf} from './composers.ts';
import {sends} from './gestures.ts';
import {messageComposerAround, messageComposersIn} from './messages.ts';
import {session} from './session.ts';

/** X, as seen from the isolated world. */
export const site: Site = {
	id: 'x',
	account: () => session(document.cookie),
	composerOf(node) {
		const element = elementOf(node);
		return element && (composerAround(element) ?? messageComposerAround(element));
	},
	composers: () => [...composersIn(document), ...messageComposersIn(document)],
	sends,
	theme: () => themeOf(document.body),
	selfTest() {
		const composers = composersIn(document);
		const messages = messageComposersIn(document);
		// Draft.js in the main column that we do not know: the page may have changed.
		const stranger = document.querySelector(
			'main .public-DraftEditor-content, [role="dialog"] .public-DraftEditor-content',
		);
		const each = <T>(test: (composer: (typeof composers)[number]) => T | null) =>
			composers.length > 0 ? composers.every(test) : null;
		return {
			account: isAccountKnown(session(document.cookie), [...composers, ...messages]),
			composer: composers.length + messages.length > 0 ? true : stranger ? false : null,
			text: each(({editor, read}) => isFullyRead(editorsOf(editor), read().text)),
			media: areFilesRead(composers),
			button: each(composer => composer.button),
			place: each(composer => composer.anchor),
		};
	},
};
