/** The same message in the forms that other programs read. Each has a link and no button that decides anything. */
import type {Format} from '#lib/core/told/settings.schema.ts';
import type {Message, MessageItem} from './message.ts';

/** Items in a card; the rest is behind the link. */
const most = 10;

export function bodyFor(format: Format, message: Message, url: string): string {
	const forms = {webhook: eventOf, slack: slackOf, teams: teamsOf};
	return JSON.stringify(forms[format](message, url));
}

/** Standard Webhooks 1.0: type, timestamp, data. */
function eventOf({kind, title, items, at}: Message, url: string) {
	return {type: `countersign.${kind}`, timestamp: new Date(at).toISOString(), data: {title, items, url}};
}

/** Slack's Block Kit. `text` is what a notification says. */
function slackOf({title, items, link}: Message, url: string) {
	const section = (text: string) => ({type: 'section', text: {type: 'mrkdwn', text: text.slice(0, 3000)}});
	return {
		text: slackText(title),
		unfurl_links: false,
		blocks: [
			section(`*${slackText(title)}*`),
			...items.slice(0, most).map(({line, more}) => section(slackText(joined({line, more}, '\n')))),
			...restOf(items).map(words => section(words)),
			{
				type: 'actions',
				elements: [{type: 'button', text: {type: 'plain_text', text: link}, url, action_id: 'open'}],
			},
			{type: 'context', elements: [{type: 'plain_text', text: signIn}]},
		],
	};
}

/** Only these three mean something in Slack's own markup; its stars and strokes are broken up. */
function slackText(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/[*_~`]/g, mark => `\u200b${mark}`);
}

/** An Adaptive Card 1.4, wrapped as the incoming webhooks of Teams take it. */
function teamsOf({title, items, link}: Message, url: string) {
	const block = (text: string, more: object = {}) => ({
		type: 'TextBlock',
		text: teamsText(text),
		wrap: true,
		...more,
	});
	const content = {
		$schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
		type: 'AdaptiveCard',
		version: '1.4',
		body: [
			block(title, {weight: 'Bolder', size: 'Medium'}),
			...items.slice(0, most).map(item => block(joined(item, '\n\n'))),
			...restOf(items).map(words => block(words)),
			block(signIn, {isSubtle: true, size: 'Small'}),
		],
		actions: [{type: 'Action.OpenUrl', title: link, url}],
	};
	const contentType = 'application/vnd.microsoft.card.adaptive';
	return {type: 'message', attachments: [{contentType, contentUrl: null, content}]};
}

/** Markdown in a card: nobody's words make a link in it. */
function teamsText(text: string): string {
	return text.replace(/[[\]()*_`\\]/g, mark => `\\${mark}`);
}

const signIn = 'The link asks you to sign in. Nothing can be approved by a link alone.';

function joined({line, more}: Pick<MessageItem, 'line' | 'more'>, by: string): string {
	return more ? `${line}${by}${more}` : line;
}

function restOf(items: readonly MessageItem[]): string[] {
	return items.length > most ? [`… and ${items.length - most} more`] : [];
}
