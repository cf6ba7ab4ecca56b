/** Every surface and gesture of the sandbox's X. */
import type {Page} from 'playwright-core';
import {X_ACCOUNTS, X_CUSTOMERS, X_POSTS} from '#sandbox/seed.ts';
import type {Weather} from '#sandbox/shared/weather.ts';
import {click, on, type Path, press} from './path.ts';
import {patience} from './wait.ts';

const editor = '[data-testid="tweetTextarea_0"]';
const question = X_POSTS[0]!.id;
const own = X_POSTS.find(({author}) => author === X_ACCOUNTS[0]!.id)!.id;
const chat = `https://x.com/messages/${X_CUSTOMERS[0]!.id}`;
const home = on('https://x.com/home', editor);
const inline = click('[data-testid=tweetButtonInline]');
const modal = on('https://x.com/compose/post', `[role=dialog] ${editor}`);
const modalButton = click('[role=dialog] [data-testid=tweetButton]');

const xGestures: Path[] = [
	{site: 'x', name: 'inline, click', ...home, send: inline, ci: true},
	{site: 'x', name: 'inline, Ctrl+Enter', ...home, send: press('Control+Enter'), ci: true},
	{site: 'x', name: 'inline, Meta+Enter', ...home, send: press('Meta+Enter')},
	{
		site: 'x',
		name: 'inline, Enter on the button',
		...home,
		send: async page => {
			await page.focus('[data-testid=tweetButtonInline]');
			await page.keyboard.press('Enter');
		},
	},
	{
		site: 'x',
		name: 'inline, Space on the button',
		...home,
		send: async page => {
			await page.focus('[data-testid=tweetButtonInline]');
			await page.keyboard.press('Space');
		},
	},
	{
		site: 'x',
		name: 'inline, double click',
		...home,
		send: page => page.dblclick('[data-testid=tweetButtonInline]'),
		ci: true,
	},
	{site: 'x', name: 'dialog, click', ...modal, send: modalButton, again: true},
	{site: 'x', name: 'dialog, Ctrl+Enter', ...modal, send: press('Control+Enter'), again: true},
	{
		site: 'x',
		name: 'reply on a post’s page',
		...on(`https://x.com/moira_trent/status/${question}`, editor),
		send: inline,
	},
	{
		site: 'x',
		name: 'reply in a dialog',
		...on(`https://x.com/compose/post?in_reply_to=${question}`, `[role=dialog] ${editor}`),
		send: modalButton,
		again: true,
	},
	{
		site: 'x',
		name: 'reply under a photo',
		...on(`https://x.com/moira_trent/status/${question}/photo/1`, `[role=dialog] ${editor}`),
		send: modalButton,
		again: true,
	},
	{
		site: 'x',
		name: 'quote',
		...on(
			`https://x.com/compose/post?url=https://x.com/moira_trent/status/${question}`,
			`[role=dialog] ${editor}`,
		),
		send: modalButton,
		again: true,
	},
	{
		site: 'x',
		name: 'edit',
		...on(`https://x.com/compose/post?edit=${own}`, `[role=dialog] ${editor}`),
		send: modalButton,
		again: true,
		clean: 'once or held',
	},
	{
		site: 'x',
		name: 'direct message, Enter',
		...on(chat, '[data-testid=dmComposerTextInput]'),
		send: press('Enter'),
	},
	{
		site: 'x',
		name: 'direct message, button',
		...on(chat, '[data-testid=dmComposerTextInput]'),
		send: click('[data-testid=dmComposerSendButton]'),
	},
];

const xWeather: [string, Partial<Weather>, Path['clean']?][] = [
	['composer remounted while typing', {remount: true}],
	['German', {locale: 'de'}],
	['Arabic, right to left', {locale: 'ar'}],
	['changed class names', {hashedClasses: true}],
	['send button renamed', {renamedIds: 'send'}, 'once or held'],
	['editor renamed', {renamedIds: 'editor'}, 'once or held'],
	['wrapper renamed', {renamedIds: 'wrapper'}, 'once or held'],
	['all names changed', {renamedIds: 'all'}, 'once or held'],
	['buttons become divs', {tagSwap: true}, 'once or held'],
	['button moves', {buttonMoves: true}],
	['service worker', {serviceWorker: true}],
	['another extension’s hooks', {otherExtension: true}],
	['page took a clean XMLHttpRequest', {pristineXhr: true}],
	['operation renamed', {opRenamed: true}, 'once or held'],
	['sent from a worker', {workerSend: true}, 'once or held'],
	['layout variant b', {variant: 'b'}],
	['new front end', {frontEnd: 'x-web'}],
	['new front end without names', {frontEnd: 'x-web-bare'}, 'once or held'],
	['slow answers', {slow: 1500}],
	['moved user fields', {movedUser: true}],
	['trusted types', {trustedTypes: true}],
	['only trusted clicks', {isTrustedOnly: true}],
];

/** The site decides by the user agent, not by the width (x.md, section 7). */
const phone =
	'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36';
const asPhone = (entry: Pick<Path, 'enter' | 'refocus'>) => ({
	async enter(page: Page) {
		const cdp = await page.context().newCDPSession(page);
		await cdp.send('Emulation.setUserAgentOverride', {userAgent: phone});
		await entry.enter(page);
	},
	refocus: entry.refocus,
});
const mobile = asPhone(on('https://x.com/compose/post', `[role=dialog] ${editor} textarea`));
const intent = on('https://x.com/intent/post?text=Good%20morning%20', `[role=dialog] ${editor}`);

/** Its request names only a draft that the site has already: nobody can read there what would be public. */
const article: Path = {
	site: 'x',
	name: 'article',
	async enter(page) {
		await page.goto('https://x.com/compose/articles');
		await page.getByTestId('twitter-article-title').fill('Opening hours');
		await page.getByTestId('composer').click();
	},
	refocus: page => page.getByTestId('composer').focus(),
	send: page => page.getByText('Publish', {exact: true}).click({timeout: patience}),
	clean: 'once or held',
};

/** The site sends later than it was told to, or from somewhere else than its own page's composer. */
const xLater: Path[] = [
	{
		site: 'x',
		name: 'inline, when the undo window ends',
		weather: {undoSeconds: 1},
		...home,
		send: inline,
		ci: true,
	},
	{
		site: 'x',
		name: 'inline, “Send now” in the undo window',
		weather: {undoSeconds: 300},
		...home,
		async send(page) {
			await page.click('[data-testid=tweetButtonInline]', {timeout: patience});
			await page.getByText('Send now').click({timeout: 4000});
		},
	},
	{
		site: 'x',
		name: 'inline, with a preview before the undo window ends',
		weather: {undoSeconds: 1, previewDark: true},
		...home,
		send: inline,
	},
	{site: 'x', name: 'intent', ...intent, send: modalButton, again: true, ci: true},
	{site: 'x', name: 'mobile web', ...mobile, send: modalButton, again: true, ci: true},
	{
		site: 'x',
		name: 'mobile web, left in the undo window',
		weather: {undoSeconds: 300},
		...mobile,
		async send(page) {
			await modalButton(page);
			// Playwright keeps every page visible, so the page is told.
			await page.evaluate(() => {
				Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});
				document.dispatchEvent(new Event('visibilitychange'));
				Reflect.deleteProperty(document, 'visibilityState');
			});
		},
		again: true,
	},
];

const selectorsOf = (weather: Partial<Weather>) => {
	const send = weather.renamedIds === 'send' || weather.renamedIds === 'all' ? 'v2-' : '';
	const box = weather.renamedIds === 'editor' || weather.renamedIds === 'all' ? 'v2-' : '';
	return {send: `[data-testid="${send}tweetButtonInline"]`, box: `[data-testid="${box}tweetTextarea_0"]`};
};

const xInWeather: Path[] = xWeather.map(([name, weather, clean = 'once']) => {
	const {send, box} = selectorsOf(weather);
	return {
		site: 'x',
		name: `inline, ${name}`,
		weather,
		clean,
		...on('https://x.com/home', box),
		send: click(send),
		...(name.startsWith('sent from') || name.startsWith('new front end') || name.startsWith('page took')
			? {ci: true}
			: {}),
	} satisfies Path;
});

export const xPaths: readonly Path[] = [...xGestures, ...xInWeather, ...xLater, article];
