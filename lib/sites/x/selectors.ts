/**
 * What Countersign assumes about X's pages (x.md, sections 4 to 6): exact `data-testid`s only, stable since 2020. Labels
 * are translated, classes and wrappers change with each deploy.
 */
import type {Selector} from '../selector.ts';

/** Of the table, in reports: "adapter 2026.11.1 does not fit this page". */
export const version = '2026.11.1';

export const selectors = {
	editor: {
		css: '[data-testid^="tweetTextarea_"]',
		why: 'Editable roots. `…_label` and `…RichTextInputContainer` share the prefix: see `isEditor`.',
		expect: {'/home': 3, '/compose/post': 6},
	},
	button: {
		css: '[data-testid="tweetButton"], [data-testid="tweetButtonInline"]',
		why: 'In a modal the first, inline the second, whatever the composer is for.',
		expect: {'/home': 1, '/compose/post': 2},
	},
	toolBar: {
		css: '[data-testid="toolBar"]',
		why: 'A row directly before it, in flow, survived on the live site in 2026-10.',
		expect: {'/home': 1, '/compose/post': 2},
	},
	ownProfile: {
		css: '[data-testid="AppTabBar_Profile_Link"]',
		why: 'Its address is the handle of the account in use. Read only when the person offers that account.',
		expect: {'/home': 1, '/compose/post': 1},
	},
	dialog: {
		css: '[role="dialog"]',
		why: 'Modal composers and photo pages.',
		expect: {'/home': 0, '/compose/post': 1},
	},
	inlineReply: {
		css: '[data-testid="inline_reply_offscreen"]',
		why: 'Around the reply composer of a status page.',
		expect: {'/home': 0, '/compose/post': 0},
	},
	article: {css: 'article[data-testid="tweet"]', why: 'A post in the page.', expect: {}},
	articleText: {
		css: '[data-testid="tweetText"]',
		why: 'Its words; emoji are pictures with `alt`.',
		expect: {},
	},
	attachments: {
		css: '[data-testid="attachments"]',
		why: 'Files of one item of a composer.',
		expect: {'/home': 0},
	},
	altText: {css: '[data-testid="altTextInput"]', why: 'Description of one file.', expect: {'/home': 0}},
	poll: {
		css: '[data-testid="removePollButton"]',
		why: 'There only while a poll is being made.',
		expect: {'/home': 0},
	},
	scheduled: {
		css: '[data-testid="scheduledTweetIndicator"]',
		why: 'The time beside it is a localized sentence: never read.',
		expect: {'/home': 0},
	},
	quoted: {
		css: '[data-testid="User-Name"], [data-testid="tweetText"]',
		why: 'Another post shown under the editor of a dialog: the one that is quoted (its card in a composer was not seen on the real site).',
		expect: {},
	},
	editWindow: {
		css: '[data-testid="displayedCountdown"]',
		why: 'How long a public post may still be changed: there only while one is.',
		expect: {'/home': 0, '/compose/post': 0},
	},
	setting: {
		css: 'button:not([data-testid]), [role="button"]:not([data-testid])',
		why: 'Who may reply: a picker with a localized label and no id.',
		expect: {},
	},
	messageEditor: {
		css: '[data-testid="dmComposerTextInput"], textarea[data-testid="dm-composer-textarea"]',
		why: 'Legacy messages (Draft.js) and XChat (a real textarea).',
		expect: {'/home': 0},
	},
	sealedEditor: {
		css: 'textarea[data-testid="dm-composer-textarea"]',
		why: 'XChat alone: encrypted, by a socket (x.md, section 13).',
		expect: {'/home': 0},
	},
	messageFiles: {
		css: '[data-testid="dmComposerAttachments"]',
		why: 'Files of a legacy message.',
		expect: {'/home': 0},
	},
	messageButton: {
		css: '[data-testid="dmComposerSendButton"], [data-testid="dm-composer-send-button"]',
		why: 'Of the same two.',
		expect: {'/home': 0},
	},
} as const satisfies Record<string, Selector>;

/** The editable itself, or on the mobile site the element around a plain textarea. */
export function isEditor(element: Element): boolean {
	return /^tweetTextarea_\d+$/.test(element.getAttribute('data-testid') ?? '');
}
