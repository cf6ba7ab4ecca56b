/** Captures of what people and pages seldom do, against a real hub: recorded exactly, or held. Never out and unrecorded. */
import {createHash, randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import {mediaPart} from '#lib/core/media.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {base64Of} from '#lib/messaging/base64.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';

const from = {site: 'x', tab: 1, frame: 0} as const;
const page = 'https://x.com/home';
const hour = 60 * 60_000;

let hub: TestHub;
beforeAll(async () => {
	hub = await openTestHub();
});
afterAll(() => hub.close());

/** Of the same person each time. */
async function browser(clock = hub.clock, fetch: typeof globalThis.fetch = hub.fetch): Promise<TestDesk> {
	const desk = openTestDesk({fetch, clock, engine: policyEngine()});
	const roles = [{role: 'author', location: 'group/north/leeds'}] as const;
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Priya Nair'}, roles: [...roles]});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
	return desk;
}

async function release(desk: TestDesk, change: Partial<Draft>, findings: readonly Finding[] = []) {
	const draft = {...emptyDraft('x', 'post', account.id), ...change};
	const request = {
		draft,
		digest: digestOf(draft),
		findings: [...findings],
		policy: await hub.policy(),
		url: page,
	};
	return contentHandlers(desk)['interaction:release'](request, from);
}

async function post(desk: TestDesk, change: Partial<Draft>, siteId: string) {
	const outcome = await release(desk, change);
	if (!outcome.ok) throw new Error(outcome.message);
	const digest = digestOf({...emptyDraft('x', 'post', account.id), ...change});
	const sent = {release: outcome.release, digest, siteId, url: siteId && `${page}/${siteId}`};
	await contentHandlers(desk)['interaction:sent'](sent, from);
	await desk.sync();
}

/** What the archive has of a browser, in its order. */
async function archived(desk: TestDesk) {
	const rows = (await desk.ports.stores.records(1000)).sort((a, b) => a.n - b.n);
	expect(rows.map(({n, state}) => [n, state])).toEqual(rows.map((_, i) => [i + 1, 'receipted']));
	const contents = await Promise.all(
		rows.map(async ({receipt}) => {
			const leaf = await hub.deps.archive.leaf(receipt!.index);
			const opened = await hub.deps.archive.open(leaf);
			return JSON.parse(opened!.plaintext.toString(), (_, value) => exact(value)).record as {
				kind: string;
				at: number;
				body: {draft: Draft};
			};
		}),
	);
	return contents.filter(({kind}) => kind === 'interaction.releasing');
}

/** What is no well-formed Unicode is archived as its code units. */
function exact(value: unknown): unknown {
	const {utf16} = Object(value) as {utf16?: number[]};
	return utf16 ? String.fromCharCode(...utf16) : value;
}

describe('the archive has, exactly', () => {
	test.each([
		['half of a pair', 'Car \ud83d and \ude97 apart'],
		['NUL and every control', Array.from({length: 32}, (_, i) => String.fromCharCode(i)).join('')],
		['what looks like our own escape', '{"utf16_b64":"AAAA"}'],
		['as much as Facebook takes', '🚗é'.repeat(21_068)],
	])('%s', async (_, text) => {
		const desk = await browser();
		await post(desk, {text}, '19');
		expect((await archived(desk)).map(({body}) => body.draft)).toMatchObject([{text}]);
	});

	test('two browsers of one person at once: each its own chain', async () => {
		const desks = await Promise.all([browser(), browser()]);
		await Promise.all(
			desks.flatMap((desk, i) => [post(desk, {text: `a ${i}`}, '1'), post(desk, {text: `b ${i}`}, '2')]),
		);
		for (const [i, desk] of desks.entries())
			expect((await archived(desk)).map(({body}) => body.draft.text).sort()).toEqual([`a ${i}`, `b ${i}`]);
	});

	test('what was written before and after the clock was set back by a day, in the order in which it happened', async () => {
		const clock = {now: hub.clock.now};
		const desk = await browser(clock);
		await post(desk, {text: 'before'}, '1');
		clock.now -= 24 * hour;
		await post(desk, {text: 'after'}, '2');
		// The first time round the hub's clock is asked for: proofs by this one's are refused
		await desk.sync();
		const [before, after] = await archived(desk);
		expect([before!.body.draft.text, after!.body.draft.text]).toEqual(['before', 'after']);
		expect(after!.at).toBeLessThan(before!.at);
	});

	test.each([
		['a delete that names no post', {operation: 'delete', target: null}],
		[
			'an edit of a post that is not ours',
			{operation: 'edit', target: {kind: 'post', id: '7'}, text: 'changed'},
		],
	] as const)('%s', async (_, change) => {
		const desk = await browser();
		const outcome = await release(desk, change);
		if (!outcome.ok) return expect(outcome.message).toMatch(/second person|change/);
		await desk.sync();
		expect((await archived(desk)).map(({body}) => body.draft)).toMatchObject([change]);
	});
});

describe('a file that was lost half-way', () => {
	const named = (file: Buffer) => createHash('sha256').update(file).digest('hex');

	test.each([
		['a captive portal answered', () => new Response('<html>Welcome to the hotel</html>')],
		['the answer was cut', () => new Response('{"have":')],
		['the connection was', () => Promise.reject(new TypeError('reset'))],
	])('goes on when %s, and the record waits for it', async (_, instead) => {
		const file = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(mediaPart + 1000)]);
		const sha256 = named(file);
		const media = [{sha256, type: 'image/jpeg', alt: 'A van'}];
		let troubles = 1;
		const fetch: typeof globalThis.fetch = async (input, init) => {
			const response = await hub.fetch(input, init);
			return init?.method === 'PUT' && String(input).includes('/blobs/') && troubles-- > 0
				? instead()
				: response;
		};
		const desk = await browser(hub.clock, fetch);
		for (const at of [0, mediaPart]) {
			const bytes = base64Of(file.subarray(at, at + mediaPart));
			await contentHandlers(desk)['media:keep']({sha256, size: file.length, at, bytes}, from);
		}
		await post(desk, {text: 'Look at this van.', media}, '19');
		hub.clock.now += hour;
		await desk.sync();
		expect(await archived(desk)).toHaveLength(1);
		const kept = await hub.deps.archive.media.read(sha256, 0, file.length);
		expect(kept?.equals(file)).toBe(true);
	});
});

test('what is too long for a record does not go out', async () => {
	const desk = await browser();
	const message = 'x'.repeat(5000);
	const advice: Finding = {
		...{rule: 'AD-1', pack: 'p', severity: 'advise', confidence: 'certain', start: 0, end: 1},
		...{message, why: message, fixes: []},
	};
	const outcome = await release(
		desk,
		{text: 'Good morning.'},
		Array.from({length: 500}, () => advice),
	);
	expect(outcome).toMatchObject({ok: false, code: 'too-long'});
	await post(desk, {text: 'Good morning.'}, '19');
	expect((await archived(desk)).map(({body}) => body.draft.text)).toEqual(['Good morning.']);
});
