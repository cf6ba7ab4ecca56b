import {beforeAll, describe, expect, test} from 'vitest';
import {account} from '#hub/hub.fixture.ts';
import {digestOf} from '#lib/core/draft.ts';
import {atHub, author, clean, draftOf, from, releaseOf, url} from './at-hub.fixture.ts';
import type {TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';
import {memoryStores} from './memory-stores.ts';

const at = atHub();

describe('a release is refused', () => {
	let desk: TestDesk;
	beforeAll(async () => {
		desk = await at.enrolled('Sam Clean', [author]);
	});

	test.each([
		['for an account that is not registered', draftOf(clean, {account: '42'}), {}, 'unknown-account'],
		['when the digest is not the draft’s', draftOf(clean), {digest: '0'.repeat(64)}, 'different'],
		['when the rules want a change', draftOf('guaranteed finance for all'), {}, 'block'],
		['when part of it is not readable', draftOf(clean, {unknown: ['card']}), {}, 'unknown-content'],
		['for a hold that does not exist', draftOf(clean), {hold: 'none'}, 'unknown-hold'],
	])('%s', async (_, draft, more, code) => {
		expect(await releaseOf(desk, draft, more)).toMatchObject({ok: false, code});
	});

	test('when the page has found more than we do', async () => {
		const draft = draftOf(clean);
		const {policy} = await contentHandlers(desk)['page:hello']({site: 'x'}, from);
		const finding = {
			rule: 'R',
			pack: 'p',
			severity: 'review',
			confidence: 'likely',
			start: 0,
			end: 1,
			message: '',
			why: '',
			fixes: [],
		} as const;
		const request = {draft, digest: digestOf(draft), findings: [finding], policy: policy!, url};
		expect(await contentHandlers(desk)['interaction:release'](request, from)).toMatchObject({code: 'hold'});
	});

	test('when the page judged by other rules', async () => {
		const draft = draftOf(clean);
		const request = {draft, digest: digestOf(draft), findings: [], policy: '1'.repeat(64), url};
		expect(await contentHandlers(desk)['interaction:release'](request, from)).toMatchObject({
			code: 'other-policy',
		});
	});

	test('when the rules are out of date, and the page says so', async () => {
		const now = at.hub.clock.now;
		at.hub.clock.now += 20 * 24 * 60 * 60_000;
		expect(await contentHandlers(desk)['page:hello']({site: 'x'}, from)).toMatchObject({
			policy: null,
			policyNote: 'The rules are out of date. Posts wait until updated.',
		});
		at.hub.clock.now = now;
	});

	test('while posting is stopped, also of what needs nobody; taking down is never stopped', async () => {
		const order = {location: 'group', account: null, reason: 'National mourning'};
		const until = at.hub.clock.now + 60 * 60_000;
		const {id} = await at.hub.helen.client.call('stop', {...order, until});
		await desk.sync();
		expect(await releaseOf(desk, draftOf(clean))).toMatchObject({
			code: 'stopped',
			message: 'Posting is stopped – Helen Marsh: “National mourning”',
		});
		const deletion = draftOf('', {operation: 'delete', target: {kind: 'post', id: '9'}});
		expect(await releaseOf(desk, deletion)).toMatchObject({ok: true});
		await at.hub.helen.client.call('endStop', undefined, {id});
		await desk.sync();
		expect(await releaseOf(desk, draftOf(clean))).toMatchObject({ok: true});
	});

	test('when nothing can be recorded', async () => {
		const stores = memoryStores();
		const desk = await at.enrolled('Ivy Full', [author], stores);
		stores.append = () => Promise.reject(new DOMException('no space', 'QuotaExceededError'));
		stores.probe = () => Promise.reject(new DOMException('no space', 'QuotaExceededError'));
		expect(await releaseOf(desk, draftOf(clean))).toMatchObject({ok: false, code: 'not-recorded'});
		expect(await contentHandlers(desk)['page:hello']({site: 'x'}, from)).toMatchObject({outboxBroken: true});
	});

	test('when everything that was recorded is lost, until the browser is enrolled again', async () => {
		const stores = memoryStores();
		const desk = await at.enrolled('Una Lost', [author], stores);
		const accounts = (await stores.get('accounts'))!;
		const {id, name} = (await stores.get('enrolled'))!.person;
		await stores.clear();
		await stores.set('mark', {person: {id, name}, accounts});
		expect(await contentHandlers(desk)['page:hello']({site: 'x'}, from)).toMatchObject({
			enrolled: true,
			person: {name: 'Una Lost'},
			accounts: [{id: account.id}],
			policy: null,
			policyNote: expect.stringContaining('lost its records'),
		});
		expect(await releaseOf(desk, draftOf(clean))).toMatchObject({ok: false, code: 'not-enrolled'});
		expect(await deskHandlers(desk)['desk:state']({})).toMatchObject({enrolled: false, isLost: true});
	});
});
