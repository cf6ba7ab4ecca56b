import {afterAll, beforeAll, expect, test} from 'vitest';
import {openStage, type Stage, until} from './support/stage.ts';

const LEEDS = '61550000000101';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

test('a comment knows its post although links show only a pfbid', async () => {
	await stage.control('POST /weather', {permalinks: 'pfbid'});
	const {page, guard} = await stage.open('https://www.facebook.com/');
	await guard((end, account) => {
		end.accounts(account!);
		end.answerWith('go');
	}, LEEDS);
	const story = page.locator('[aria-posinset] > [role=article]').first();
	await story.locator('> form [role=textbox]').click();
	await page.keyboard.insertText('Thank you');
	const draft = await guard(end => end.draft());
	await page.keyboard.press('Enter');
	await until(async () => (await stage.published()).length === 1);
	const [published] = await stage.published();
	expect(draft).toMatchObject({operation: 'comment', target: {kind: 'post', id: published!.target}});
	const asked = await guard(end => end.heard.find(message => message.type === 'ask'));
	expect(asked).toMatchObject({outgoing: {draft}});
});

/** Lexical's own shape of one line. */
const editor = (text: string, attributes = 'role="textbox"') =>
	`<div contenteditable="true" ${attributes}><p><span data-lexical-text="true">${text}</span></p></div>`;
const button = '<div role="button">Publicar</div>';
const link = '<a href="/harwell/posts/9?x=1">1 h</a><div dir="auto">¿Tienen financiación?</div>';

/** What the facts allow and the sandbox does not show: other nesting, other places, no labels that we could know. */
test.each([
	{
		name: 'a message to somebody by name, without a log above it',
		path: '/messages/t/gemma.cole',
		html: `<main role="main">${editor('Hola')}${button}</main>`,
		is: {operation: 'dm', text: 'Hola', target: {kind: 'conversation', id: 'gemma.cole'}},
	},
	{
		name: 'a chat docked to a page, its messages in a table',
		path: '/',
		html: `<div><div role="grid"><div data-scope="messages_table">…</div></div>${editor('Hola')}${button}</div>`,
		is: {operation: 'dm', text: 'Hola', target: null},
	},
	{
		name: 'a post written in the feed of a group',
		path: '/groups/700',
		html: `<div role="main"><div data-pagelet="GroupFeed">${editor('Hola')}${button}</div></div>`,
		is: {operation: 'post', text: 'Hola', target: {kind: 'group', id: '700'}},
	},
	{
		name: 'a post of the Business Suite, its editable deep in the named element',
		path: '/latest/composer/',
		html: `<div role="combobox"><div><div>${editor('Hola', '')}</div></div></div>${button}`,
		is: {operation: 'post', text: 'Hola', target: null},
	},
	{
		name: 'a comment on a story that is no article',
		path: '/',
		html: `<div aria-posinset="1">${link}<form role="presentation">${editor('Hola')}</form></div>`,
		is: {
			operation: 'comment',
			text: 'Hola',
			target: {kind: 'post', id: '9'},
			inReplyTo: '¿Tienen financiación?',
		},
	},
	{
		name: 'a post with a title, in an editor of another kind',
		path: '/',
		html: `<div role="dialog"><form method="POST"><textarea></textarea>${editor(
			'<div data-block="true"><span data-text="true">Uno</span></div><div data-block="true"><span data-text="true">Dos</span></div>',
			'data-lexical-editor="true" role="textbox"',
		)}${button}</form></div>`,
		is: {operation: 'post', text: 'Uno\nDos', target: null},
	},
])('$name is one composer', async ({path, html, is}) => {
	const {page, guard} = await stage.open('https://www.facebook.com/');
	await page.evaluate(
		([path, html]) => {
			history.replaceState({}, '', path);
			document.body.innerHTML = html;
		},
		[path, html] as const,
	);
	const composers = await guard(end =>
		end.site.composers().map(({operation, target, inReplyTo, read}) => ({
			...{operation, target, text: read().text},
			...(inReplyTo !== undefined && {inReplyTo}),
		})),
	);
	expect(composers).toEqual([is]);
	await page.close();
});

/** Dialogs as the facts allow them: in any language, in any order, with and without the form's own control. */
function* dialogs() {
	const row = '<div role="button" aria-haspopup="menu" style="width:400px">Add to your post</div>';
	const smile = '<div role="button" aria-label="Emoji" style="width:500px"><i></i></div>';
	const tip = '<div role="button" style="width:60px">?</div>';
	const orders = [
		[row, smile, '*'],
		['*', smile, row],
		[smile, '*', row, tip],
		[tip, `<div><div>${row}</div></div>`, '<div><div>*</div></div>'],
	];
	for (const label of ['Post', 'Posten', 'Postio', 'Publicar', 'نشر', 'Xibit'])
		for (const order of orders)
			for (const submit of ['', '<input type="submit" style="display:none">']) {
				const send = `<div role="button" style="width:120px">${label}</div>${submit}`;
				yield {label, html: order.join('').replace('*', send)};
			}
}

test('the button that sends is found in every language and order', async () => {
	const {page, guard} = await stage.open('https://www.facebook.com/');
	for (const {label, html} of dialogs()) {
		await page.evaluate(
			inner => {
				document.body.innerHTML = `<div role="dialog"><form method="POST">${inner}</form></div>`;
			},
			`<div role="button" style="width:600px">Friends</div>${editor('Hola', 'data-lexical-editor="true" role="textbox"')}${html}`,
		);
		const found = await guard(end => end.site.composers().map(({button}) => button?.textContent));
		expect(found, html).toEqual([label]);
	}
	await page.close();
});
