import {describe, expect, test} from 'vitest';
import {emptyDraft} from '#lib/core/draft.ts';
import {
	admit,
	type ContentHandlers,
	contentSender,
	type DeskHandlers,
	type Sender,
	siteOfOrigin,
} from './answer.ts';

const self = {id: 'ours', base: 'chrome-extension://ours/'};
const onX: Sender = {
	id: 'ours',
	url: 'https://x.com/home',
	origin: 'https://x.com',
	tab: {id: 7},
	frameId: 0,
};
const popup: Sender = {
	id: 'ours',
	url: 'chrome-extension://ours/popup.html',
	origin: 'chrome-extension://ours',
};
const reports: unknown[] = [];

/** Handlers that answer with what reached them. */
const echo = new Proxy({}, {get: (_, name) => (request: unknown, from?: unknown) => ({name, request, from})});
const handlers = {content: echo as ContentHandlers, desk: echo as DeskHandlers};

const ask = (countersign: string, request: unknown, sender: Sender, to = handlers) =>
	admit({countersign, request}, sender, self, to, error => reports.push(error));

describe('the door', () => {
	test('lets a content script speak, and says who it is by the browser’s word', async () => {
		expect(await ask('page:hello', {site: 'x'}, onX)).toEqual({
			reply: {name: 'page:hello', request: {site: 'x'}, from: {site: 'x', tab: 7, frame: 0}},
		});
	});

	test('lets our own pages speak', async () => {
		expect(await ask('desk:state', {}, popup)).toMatchObject({reply: {name: 'desk:state'}});
	});

	const draft = {...emptyDraft('facebook', 'post', '1'), text: 'a'};
	const digest = '0'.repeat(64);
	test.each<[string, string, unknown, Sender, string]>([
		['a desk message from a page', 'hold:approve', {hold: 'h', version: 1, digest}, onX, 'not-for-you'],
		['a page message from the popup', 'page:hello', {site: 'x'}, popup, 'not-for-you'],
		['another extension', 'desk:state', {}, {...popup, id: 'theirs'}, 'not-for-you'],
		[
			'another extension’s page at our address',
			'desk:state',
			{},
			{id: 'ours', url: 'https://evil.example/chrome-extension://ours/'},
			'not-for-you',
		],
		[
			'a page of another host',
			'page:hello',
			{site: 'x'},
			{...onX, origin: 'https://x.com.evil.example'},
			'not-for-you',
		],
		['a page without encryption', 'page:hello', {site: 'x'}, {...onX, origin: 'http://x.com'}, 'not-for-you'],
		['a frame without a tab', 'page:hello', {site: 'x'}, {...onX, tab: undefined}, 'not-for-you'],
		['one site about the other', 'page:hello', {site: 'facebook'}, onX, 'not-your-site'],
		[
			'one site with the other’s draft',
			'interaction:release',
			{draft, digest, findings: [], policy: digest, url: ''},
			onX,
			'not-your-site',
		],
		['a field too many', 'page:hello', {site: 'x', admin: true}, onX, 'malformed'],
		['a field of the wrong kind', 'hold:withdraw', {hold: 5}, onX, 'malformed'],
		['no request', 'hold:withdraw', undefined, onX, 'malformed'],
		['a text of a gigabyte', 'interaction:failed', {release: 'r', reason: 'x'.repeat(501)}, onX, 'malformed'],
		['a name of the prototype', 'constructor', {}, onX, 'unknown-message'],
		['an unknown message', 'desk:format-disk', {}, popup, 'unknown-message'],
	])('refuses %s', async (_, type, request, sender, refused) => {
		expect(await ask(type, request, sender)).toEqual({refused});
	});

	test('a handler that fails is an answer too, and is reported', async () => {
		const broken = {
			content: {'page:hello': () => Promise.reject(new Error('disk'))} as unknown as ContentHandlers,
			desk: handlers.desk,
		};
		expect(await ask('page:hello', {site: 'x'}, onX, broken)).toEqual({refused: 'broken'});
		expect(reports.at(-1)).toEqual(new Error('disk'));
	});
});

test.each([
	['https://x.com', 'x'],
	['https://mobile.twitter.com', 'x'],
	['https://www.facebook.com', 'facebook'],
	['https://notx.com', undefined],
	['https://x.com.example', undefined],
	['https://facebook.com@evil.example', undefined],
	['null', undefined],
])('%s belongs to %s', (origin, site) => {
	expect(siteOfOrigin(origin)).toBe(site);
});

test('a blank frame of a page is known by its origin', () => {
	expect(contentSender({...onX, url: 'about:blank', frameId: 4}, self)).toEqual({
		site: 'x',
		tab: 7,
		frame: 4,
	});
});
