/**
 * What Countersign assumes about Facebook's pages (facebook.md, sections 3 and 4). No labels: they are translated and
 * hold names. No classes, no `doc_id`, no root id.
 */
import type {Selector} from '../selector.ts';

/** Of the table, in reports. */
export const version = '2026.11.1';

export const selectors = {
	mobile: {
		css: '[data-mcomponent]',
		why: 'm.facebook.com is another client, which no adapter of ours reads.',
		expect: {feed: 0, 'post dialog': 0},
	},
	dialogForm: {
		css: '[role="dialog"] form[method="POST" i]',
		why: 'Create, edit and share dialogs; seen unchanged for years.',
		expect: {feed: 0, 'post dialog': 1},
	},
	commentForm: {
		css: 'form[role="presentation"]',
		why: 'Comments and replies, in at least nine unrelated code bases.',
		expect: {feed: 4, 'post dialog': 4},
	},
	editor: {
		css: '[contenteditable="true"][role="textbox"], [contenteditable="true"][data-lexical-editor="true"], textarea',
		why: 'Lexical; a plain textarea stands in until it is hydrated. Share dialogs have no label.',
		expect: {},
	},
	dialogEditor: {
		css: '[role="dialog"] form[method="POST" i] [data-lexical-editor="true"]',
		why: 'The editor of the open dialog.',
		expect: {feed: 0, 'post dialog': 1},
	},
	messageEditor: {
		css: '[contenteditable="true"][role="textbox"], [contenteditable="true"][data-lexical-editor="true"]',
		why: 'Messenger by its address, a docked chat by what was said above it.',
		expect: {},
	},
	messages: {
		css: '[role="log"], [data-scope="messages_table"]',
		why: 'What was said before: above the box in Messenger, and in each chat docked to another page.',
		expect: {feed: 0, 'post dialog': 0},
	},
	businessEditor: {
		css: '[role="combobox"][contenteditable="true"], [role="combobox"] [contenteditable="true"]',
		why: 'The Business Suite page, whose editable was seen three levels below the named element; names hold zero-width spaces.',
		expect: {feed: 0, 'post dialog': 0},
	},
	groupEditor: {
		css: '[data-pagelet="GroupInlineComposer"] [contenteditable="true"], [role="main"] [data-pagelet="GroupFeed"] [role="textbox"][contenteditable="true"]',
		why: 'Groups where one writes in the feed itself, without a dialog.',
		expect: {feed: 0, 'post dialog': 0},
	},
	commentSubmit: {
		css: '#focused-state-composer-submit',
		why: 'There only while the comment box has the focus or text.',
		expect: {feed: 0},
	},
	shareButton: {
		css: '[data-ad-rendering-role="share_button"]',
		why: 'Of the share dialog, in a real page of 2025.',
		expect: {feed: 0, 'post dialog': 0},
	},
	hiddenSubmit: {
		css: 'input[type="submit"]',
		why: 'Hidden, behind the button that sends; of the share dialog, in a real page of 2025.',
		expect: {},
	},
	attachment: {
		css: 'img[src^="blob:"], video[src^="blob:"]',
		why: 'What was picked is drawn from memory (not seen on the real site): else the request alone tells.',
		expect: {feed: 0, 'post dialog': 0},
	},
	button: {css: '[role="button"]', why: 'Facebook has no native buttons.', expect: {}},
	time: {
		css: '[role="spinbutton"], input[type="datetime-local"], input[type="time"], input[type="date"]',
		why: 'There only while a time is being set; what it says depends on the language.',
		expect: {feed: 0, 'post dialog': 0},
	},
	listed: {
		css: '[aria-posinset]',
		why: 'A story of a feed, where it is no article of its own.',
		expect: {},
	},
	article: {css: '[role="article"]', why: 'A story, or a comment inside one.', expect: {}},
	words: {css: '[dir="auto"]', why: 'Text of other people, in stories and comments.', expect: {}},
	typeahead: {
		css: '[role="listbox"] [role="option"][aria-selected="true"]',
		why: 'While it is open, Enter picks a suggestion and sends nothing.',
		expect: {feed: 0, 'post dialog': 0},
	},
} as const satisfies Record<string, Selector>;
