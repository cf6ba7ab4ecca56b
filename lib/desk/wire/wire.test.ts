import {beforeEach, describe, expect, test} from 'vitest';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {facebookPost, leeds, openTestWire, page, priya, xPost} from './wire.fixture.ts';

const hello = {...emptyDraft('x', 'post', leeds), text: 'Hello'};
const release = {release: 'r', site: 'x', operation: 'post', digest: digestOf(hello), tab: 7} as const;

let t: ReturnType<typeof openTestWire>;
beforeEach(async () => {
	t = openTestWire();
	await t.wire.refresh();
});

describe('by body', () => {
	test('what was released passes once', async () => {
		await t.wire.open(release);
		expect([t.stops({}), t.stops({})]).toEqual([false, true]);
	});

	test.each([
		{what: 'other words', request: xPost('Hello!')},
		{what: 'another tab', request: {...xPost('Hello'), tab: 8}},
		{what: 'a service worker', request: {...xPost('Hello'), tab: -1}},
		{what: 'an unknown field', request: xPost('Hello', {boost: 'yes'})},
		{what: 'an answer instead of a post', request: xPost('Hello', {reply: {in_reply_to_tweet_id: '5'}})},
		{what: 'a body that nobody can read', request: {...xPost('Hello'), body: {unreadable: true as const}}},
		{what: 'no body', request: {...xPost('Hello'), body: null}},
		{
			what: 'another operation',
			request: {...xPost('Hello'), url: 'https://x.com/i/api/graphql/q/CreateTweet2'},
		},
	])('$what is stopped, and the release is still good', async ({request}) => {
		await t.wire.open(release);
		expect(t.stops(request)).toBe(true);
		expect(t.stops({})).toBe(false);
	});

	test('a release ends with its time, or when the page gives it up', async () => {
		await t.wire.open(release);
		t.wait(20_000);
		expect(t.stops({})).toBe(true);
		await t.wire.open({...release, release: 's'});
		await t.wire.close('s');
		expect(t.stops({})).toBe(true);
	});

	test('closed before any request took it, it is unused; taken, it is not, even if it has not left yet', async () => {
		await t.wire.open(release);
		expect(t.wire.isUnused('r')).toBe(false);
		await t.wire.close('r');
		expect(t.wire.isUnused('r')).toBe(true);
		await t.wire.open(release);
		expect([t.wire.isUnused('r'), t.stops({})]).toEqual([false, false]);
		await t.wire.close('r');
		expect([t.wire.isUnused('r'), t.wire.saw('r')]).toEqual([false, false]);
	});

	test('opened again, it has its whole time', async () => {
		await t.wire.open(release);
		await t.wire.close('r');
		t.wait(19_000);
		await t.wire.open(release);
		t.wait(1000);
		expect(t.stops({})).toBe(false);
	});

	test('a request reported twice, to a listener that binds and to one that watches, spends one release', async () => {
		await t.wire.open(release);
		const request = {...xPost('Hello'), id: 'same'};
		expect([t.wire.before(request, false), t.wire.before(request, true)]).toEqual([false, false]);
	});

	test('reads pass', () => {
		const url = 'https://x.com/i/api/graphql/q/HomeTimeline';
		expect(t.stops({url, body: {text: '{"variables":{"count":20},"queryId":"q"}'}})).toBe(false);
	});

	test('a Facebook request that is named in a header is judged when the headers come', () => {
		const request = {...facebookPost('Hello'), id: 'f'};
		expect(t.wire.before(request, true)).toBe(false);
		expect(t.wire.headers('f', {'x-fb-friendly-name': 'ComposerStoryCreateMutation'}, true)).toBe(true);
		const read = {...facebookPost(''), id: 'g', body: {fields: {av: page, variables: '{}'}}};
		expect(t.wire.before(read, true)).toBe(false);
		expect(t.wire.headers('g', {'x-fb-friendly-name': 'FeedQuery'}, true)).toBe(false);
	});
});

describe('files', () => {
	const car = {sha256: 'a'.repeat(64), type: 'image/png', alt: 'A red car'};
	const van = {...car, sha256: 'b'.repeat(64)};
	const opened = (media: (typeof car)[], uploads: Record<string, typeof car>) =>
		t.wire.open({...release, digest: digestOf({...hello, media}), uploads});
	const withFiles = (...ids: string[]) =>
		xPost('Hello', {media: {media_entities: ids.map(media_id => ({media_id, tagged_users: []}))}});

	test('pass by the ids that their frame saw being uploaded, once', async () => {
		await opened([car, van], {7: car, 8: van});
		expect([t.stops(withFiles('7', '8')), t.stops(withFiles('7', '8'))]).toEqual([false, true]);
	});

	test.each([
		['another id', ['9']],
		['an id that every object has', ['constructor']],
		['one more', ['7', '8']],
		['none', []],
		['the other one', ['8']],
	])('%s is stopped, and the release is still good', async (_, ids) => {
		await opened([car], {7: car, 8: van});
		expect(t.stops(withFiles(...ids))).toBe(true);
		expect(t.stops(withFiles('7'))).toBe(false);
	});

	test('in another order are stopped', async () => {
		await opened([car, van], {7: car, 8: van});
		expect(t.stops(withFiles('8', '7'))).toBe(true);
	});
});

describe('a poll', () => {
	const poll = {choices: ['Red', 'Blue'], minutes: 60};

	test('passes by the card that its frame saw being made, once; another card is stopped', async () => {
		await t.wire.open({...release, digest: digestOf({...hello, poll}), polls: {'card://1': poll}});
		expect(t.stops(xPost('Hello', {card_uri: 'card://2'}))).toBe(true);
		expect(t.stops(xPost('Hello'))).toBe(true);
		expect(t.stops(xPost('Hello', {card_uri: 'card://1'}))).toBe(false);
		expect(t.stops(xPost('Hello', {card_uri: 'card://1'}))).toBe(true);
	});
});

describe('who acts', () => {
	test('a personal account is not read, not denied and not watched', async () => {
		t.known.actors = {...t.known.actors, signedIn: {x: [priya], facebook: [page]}};
		await t.wire.refresh();
		expect(t.stops({})).toBe(false);
		expect(t.browser.denied.some(({condition}) => condition.requestDomains.includes('x.com'))).toBe(false);
		expect([...t.browser.watched]).toEqual(['facebook']);
	});

	test('a session that is changing may be anybody’s: held', () => {
		t.wire.unsettled('x');
		expect(t.stops({})).toBe(true);
	});

	test('a background that has just started holds', () => {
		const young = openTestWire();
		expect(young.stops({})).toBe(true);
		expect(
			young.stops(facebookPost('Hello', {fb_api_req_friendly_name: 'ComposerStoryCreateMutation'})),
		).toBe(true);
	});

	test('nobody enrolled: nothing is denied or watched', async () => {
		t.known.actors = {
			guarded: {x: new Set(), facebook: new Set()},
			closed: new Set(),
			signedIn: {x: [], facebook: []},
		};
		await t.wire.refresh();
		expect([t.browser.denied, [...t.browser.watched]]).toEqual([[], []]);
	});

	test('a person who acts as herself on Facebook passes, although a page is registered', () => {
		const variables = JSON.stringify({input: {actor_id: '100090000000201', message: {text: 'Hello'}}});
		const fields = {
			av: '100090000000201',
			variables,
			fb_api_req_friendly_name: 'ComposerStoryCreateMutation',
		};
		expect(t.stops({...facebookPost(''), body: {fields}})).toBe(false);
	});
});

describe('by URL', () => {
	test('the way is open for one request from its tab, then closed', async () => {
		await t.wire.open(release);
		expect(t.browser.allowed.map(({condition}) => [condition.urlFilter, condition.tabIds])).toEqual([
			['/graphql/*/CreateTweet', [7]],
			['/graphql/*/CreateNoteTweet', [7]],
			['/statuses/update', [7]],
		]);
		t.stops({});
		expect(t.browser.allowed).toEqual([]);
	});

	test('something else that used the opening closes it too', async () => {
		await t.wire.open(release);
		t.stops(xPost('Something else'));
		expect(t.browser.allowed).toEqual([]);
	});

	test('nobody came: it closes by itself', async () => {
		await t.wire.open(release);
		t.wait(20_000);
		expect(t.browser.allowed).toEqual([]);
	});

	test('a browser that does not take the rule: the caller hears it', async () => {
		t.browser.broken = true;
		await expect(t.wire.open(release)).rejects.toThrow('no more rules');
	});

	const muted = () => t.browser.denied.filter(({condition}) => condition.initiatorDomains);

	test('a page that sends by a socket only gets none, while a closed account acts', async () => {
		expect(muted().map(({condition}) => [condition.initiatorDomains, condition.resourceTypes])).toEqual([
			[['m.facebook.com'], ['websocket']],
		]);
		expect(new Set(t.browser.denied.map(({id}) => id)).size).toBe(t.browser.denied.length);
	});

	test.each([
		['she acts as herself', {signedIn: {x: [leeds], facebook: ['100090000000201']}}],
		['what nobody can read may go', {closed: new Set<string>()}],
	])('it keeps its socket where %s', async (_, change) => {
		t.known.actors = {...t.known.actors, ...change};
		await t.wire.refresh();
		expect(muted()).toEqual([]);
	});

	test('denies all types of requests, from all tabs', () => {
		expect(t.browser.denied.length).toBeGreaterThan(20);
		for (const {condition} of t.browser.denied) {
			if (muted().some(rule => rule.condition === condition)) continue;
			expect(condition.resourceTypes).toContain('main_frame');
			expect(condition.tabIds).toBeUndefined();
		}
	});
});

describe('the witness', () => {
	test('what left without a release is told, with its digest', () => {
		t.wire.before({...xPost('Hello'), id: 'w'}, false);
		t.wire.left('w');
		expect(t.seen).toMatchObject([{site: 'x', account: leeds, lock: 'witness', digest: release.digest}]);
	});

	test('what was released is not', async () => {
		await t.wire.open(release);
		const request = {...xPost('Hello'), id: 'w'};
		t.wire.before(request, false);
		t.wire.left('w');
		t.wire.ended(request, false);
		expect(t.seen).toEqual([]);
	});

	test.each([
		{binding: true, lock: 'wire-body'},
		{binding: false, lock: 'wire-url'},
	])('stopped by $lock', ({binding, lock}) => {
		const request = {...xPost('Hello'), id: 'w'};
		t.wire.before(request, binding);
		t.wire.ended(request, true);
		expect(t.seen).toMatchObject([{lock, operation: 'CreateTweet'}]);
	});

	test('a request that failed by itself is no attempt', () => {
		const request = {...xPost('Hello'), id: 'w'};
		t.wire.before(request, false);
		t.wire.ended(request, false);
		expect(t.seen).toEqual([]);
	});

	test('refused by the browser before anybody saw its body: the URL says what it was', () => {
		t.wire.ended({...xPost('Hello'), id: 'unseen'}, true);
		expect(t.seen).toMatchObject([{lock: 'wire-url', operation: 'CreateTweet', account: leeds}]);
	});
});
