import {areAllKnown, areFilesRead, elementOf, isAccountKnown, isFullyRead, themeOf} from '../page.ts';
import type {Site} from '../site.ts';
import {composerAround, composersIn, editorsOf} from './composers.ts';
import {sends} from './gestures.ts';
import {messageComposerAround, messageComposersIn} from './messages.ts';
import {session} from './session.ts';

/** Where people write, in the main column or in a dialog. A profile and a private note are nothing that is posted. */
const draftJs = ['main', '[role="dialog"]']
	.map(
		place =>
			`${place} .public-DraftEditor-content:not([data-testid="xprofile-composer"], [data-testid="note-input"])`,
	)
	.join(', ');

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
		const each = <T>(test: (composer: (typeof composers)[number]) => T | null) =>
			composers.length > 0 ? composers.every(test) : null;
		return {
			account: isAccountKnown(session(document.cookie), [...composers, ...messages]),
			composer: areAllKnown(draftJs, [...composers, ...messages]),
			text: each(({editor, read}) => isFullyRead(editorsOf(editor), read().text)),
			media: areFilesRead(composers),
			button: each(composer => composer.button),
			place: each(composer => composer.anchor),
		};
	},
};
