import {beforeAll, describe, expect, test} from 'vitest';
import {account} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {atHub, author, clean, draftOf, from, releaseOf, url} from './at-hub.fixture.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';
import {memoryStores} from './memory-stores.ts';

const reviewer = {role: 'reviewer', location: 'group/north'} as const;
const needsTwo = 'Drive away with monthly finance from £239.05 at Leeds.';
const at = atHub();

async function submitted(desk: TestDesk, draft: Draft) {
	const until = at.hub.clock.now + 8 * 60 * 60_000;
	const outcome = await contentHandlers(desk)['hold:submit'](
		{draft, findings: [], context: {url}, note: 'for the weekend', until},
		from,
	);
	if (!outcome.ok) throw new Error(outcome.message);
	return outcome.hold;
}

describe('the main story, two browsers and a real hub', () => {
	let priya: TestDesk;
	let tom: TestDesk;
	beforeAll(async () => {
		priya = await at.enrolled('Priya Nair', [author]);
		tom = await at.enrolled('Tom Okafor', [reviewer, author]);
	});

	test('the page is told who, which accounts and which rules', async () => {
		const state = await contentHandlers(priya)['page:hello']({site: 'x'}, from);
		expect(state).toMatchObject({
			enrolled: true,
			person: {name: 'Priya Nair'},
			accounts: [{id: account.id}],
			policyNote: '',
			hub: 'online',
			outboxBroken: false,
		});
		const loaded = await contentHandlers(priya)['policy:load']({digest: state.policy!}, from);
		expect(loaded).toMatchObject({ok: true, policy: {digest: state.policy, company: {profile: 'uk-dealer'}}});
	});

	test('another site is told of no account, and nobody looks who acts there', async () => {
		priya.front.acting = '7';
		const state = await contentHandlers(priya)['page:hello']({site: 'facebook'}, {...from, site: 'facebook'});
		expect([state.accounts, state.acting]).toEqual([[], undefined]);
	});

	test('a page is told who acts where it cannot read that itself', async () => {
		priya.front.acting = account.id;
		expect(await contentHandlers(priya)['page:hello']({site: 'x'}, from)).toMatchObject({acting: account.id});
	});

	test('a draft that needs a second person is released only after one approved it, once, and unchanged', async () => {
		const draft = draftOf(needsTwo);
		expect(await releaseOf(priya, draft)).toMatchObject({ok: false, code: 'hold'});

		const hold = await submitted(priya, draft);
		expect(hold).toMatchObject({state: 'held', verified: false});
		expect(await releaseOf(priya, draft, {hold: hold.id})).toMatchObject({ok: false, code: 'not-approved'});

		await tom.sync();
		expect(tom.badge()).toBe(1);
		expect(tom.notices).toMatchObject([{title: 'A post needs a second person'}]);
		const queue = await deskHandlers(tom)['queue:list']({});
		expect(queue).toMatchObject({ok: true, stale: false, items: [{id: hold.id, mayDecide: true}], mine: []});
		expect(await deskHandlers(tom)['queue:item']({hold: hold.id})).toMatchObject({ok: true, hold: {draft}});
		const {version, digest} = hold;
		expect(await deskHandlers(tom)['hold:approve']({hold: hold.id, version, digest})).toMatchObject({
			ok: true,
			hold: {state: 'approved'},
		});
		expect(tom.badge()).toBe(0);
		expect(tom.heard.at(-1)).toEqual({type: 'state:changed', content: {what: 'holds'}});

		await priya.sync();
		expect(priya.heard).toContainEqual({
			type: 'hold:changed',
			content: {hold: expect.objectContaining({id: hold.id, state: 'approved', verified: true})},
		});
		expect(priya.notices.at(-1)?.title).toBe('Approved by Tom Okafor');

		expect(await releaseOf(priya, draftOf(`${needsTwo}!`), {hold: hold.id})).toMatchObject({
			code: 'different',
		});
		// Eight frames ask at the same moment: one gets it.
		const asked = Array.from({length: 8}, () => releaseOf(priya, draft, {hold: hold.id}));
		const [release, ...copies] = await Promise.all(asked);
		expect(release).toMatchObject({ok: true});
		for (const copy of copies) expect(copy).toMatchObject({ok: false, code: 'used'});

		const id = release?.ok ? release.release : '';
		const report = {release: id, siteId: '99', url: 'https://x.com/h/status/99', digest: hold.digest};
		const sent = await contentHandlers(priya)['interaction:sent'](report, from);
		expect(sent).toMatchObject({ok: true, receipt: expect.stringMatching(/^[A-Z-]+\d+$/)});
		expect(await contentHandlers(priya)['interaction:sent'](report, from)).toEqual(sent);
		await priya.sync();
		const seen = await deskHandlers(priya)['hold:get']({hold: hold.id});
		expect(seen).toMatchObject({ok: true, hold: {state: 'archived', sent: {siteId: '99'}}});
	});

	test('nothing in it was a surprise to anybody', () => {
		expect([priya.reports, tom.reports]).toEqual([[], []]);
	});

	test('the author cannot approve, whatever the screen sends', async () => {
		const {id, version, digest} = await submitted(tom, draftOf('monthly finance by Tom'));
		expect(await deskHandlers(tom)['hold:approve']({hold: id, version, digest})).toMatchObject({
			ok: false,
			code: 'four-eyes',
		});
	});

	test('a hold sent twice is one hold', async () => {
		const [a, b] = [
			await submitted(priya, draftOf('monthly finance, twice')),
			await submitted(priya, draftOf('monthly finance, twice')),
		];
		expect(a.id).toBe(b.id);
	});

	async function approved(text: string) {
		const draft = draftOf(text);
		const hold = await submitted(priya, draft);
		const {version, digest} = hold;
		expect(await deskHandlers(tom)['hold:approve']({hold: hold.id, version, digest})).toMatchObject({
			ok: true,
		});
		return {draft, hold: hold.id};
	}

	test('two tabs that ask at once get one release', async () => {
		const {draft, hold} = await approved(`${needsTwo} In two tabs.`);
		const both = await Promise.all([releaseOf(priya, draft, {hold}), releaseOf(priya, draft, {hold})]);
		expect(both.filter(({ok}) => ok)).toHaveLength(1);
		expect(both).toContainEqual(expect.objectContaining({ok: false, code: 'used'}));
	});

	test('a hub that forgets how many must approve is not believed', async () => {
		const {draft, hold} = await approved(`${needsTwo} By one, where two must.`);
		const {stores} = priya.ports;
		const policy = (await stores.get('policy'))!;
		await stores.set('policy', {...policy, workflow: {...policy.workflow, approvals: 2}});
		expect(await releaseOf(priya, draft, {hold})).toMatchObject({ok: false, code: 'bad-token'});
		expect(priya.reports.at(-1)?.what).toBe('too-few-approvals');
		await stores.set('policy', policy);
	});

	test('what was let go and never seen again can be sent for approval once more', async () => {
		const {draft, hold} = await approved(`${needsTwo} Seen by nobody.`);
		expect(await releaseOf(priya, draft, {hold})).toMatchObject({ok: true});
		expect((await submitted(priya, draft)).id).toBe(hold);
		at.hub.clock.now += 6 * 60_000;
		await priya.sync();
		const seen = await deskHandlers(priya)['hold:get']({hold});
		expect(seen).toMatchObject({hold: {state: 'released', alarm: {why: 'unconfirmed'}}});
		expect((await submitted(priya, draft)).id).not.toBe(hold);
	});

	test('returned with a reason, and the author is told', async () => {
		const {id, version} = await submitted(priya, draftOf('monthly finance in Derby'));
		await deskHandlers(tom)['hold:return']({
			hold: id,
			version,
			reason: 'not-true-here-today',
			note: 'Derby has none',
		});
		await priya.sync();
		expect(priya.notices.at(-1)).toMatchObject({
			title: 'Tom Okafor returned your post',
			message: expect.stringContaining('Not true here today'),
		});
	});

	test('a clean draft goes out with the hub away, and is archived when it is back', async () => {
		const stores = memoryStores();
		const desk = await at.enrolled('Dev Patel', [author], stores);
		const away = openTestDesk({
			fetch: () => Promise.reject(new TypeError('no network')),
			clock: at.hub.clock,
			engine: policyEngine(),
			stores,
		});
		const release = await releaseOf(away, draftOf(clean));
		expect(release).toMatchObject({ok: true});
		const report = {
			release: release.ok ? release.release : '',
			siteId: '7',
			url,
			digest: digestOf(draftOf(clean)),
		};
		expect(await contentHandlers(away)['interaction:sent'](report, from)).toEqual({ok: true, receipt: null});
		expect((await stores.countRecords()).waiting).toBeGreaterThan(1);
		await desk.sync();
		expect(await stores.countRecords()).toEqual({waiting: 0, quarantined: 0});
		const own = await deskHandlers(desk)['records:mine']({});
		expect(own).toMatchObject({ok: true});
		if (own.ok) for (const {receipt} of own.records) expect(receipt).not.toBeNull();
	});
});
