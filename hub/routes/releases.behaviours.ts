import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {prove} from '#lib/api/proof.ts';
import {verifyReleaseToken} from '#lib/api/verify-release.ts';
import {digestOf} from '#lib/core/draft.ts';
import type {Connected} from '../client.ts';
import {
	account,
	approve,
	bundle,
	draft,
	minute,
	refusal,
	strictRule,
	submission,
	type TestHub,
} from '../hub.fixture.ts';
import {turn} from '../jobs/clockwork.ts';

const leeds = 'group/north/leeds';

/** From an approval to a release and its archive entry: once, by its author, for exactly this. */
export function releaseBehaviours(open: () => Promise<TestHub>): void {
	describe('releases', () => {
		let hub: TestHub;
		let priya: Connected;
		let tom: Connected;
		beforeAll(async () => {
			hub = await open();
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire(
				'Tom Okafor',
				{role: 'reviewer', location: 'group/north'},
				{role: 'author', location: leeds},
			);
		});
		afterAll(() => hub.close());

		const held = async (by = priya, change = {}) => by.client.call('submit', await submission(hub, change));
		const release = (by: Connected, id: string, digest: string) =>
			by.client.call('command', {type: 'release', digest, gate: 'unmanaged'}, {id});

		test('approved, it is released once, with a token that proves itself', async () => {
			const hold = await held();
			await tom.client.call('command', {type: 'claim'}, {id: hold.id});
			const approved = await approve(hub, tom, await tom.client.call('hold', undefined, {id: hold.id}));
			expect(approved.hold).toMatchObject({state: 'approved', approval: {reviewer: {name: 'Tom Okafor'}}});
			const {token, hold: after} = await release(priya, hold.id, hold.digest);
			expect(after.state).toBe('released');
			const expected = {
				organisation: priya.enrolment.organisation.id,
				me: {person: priya.enrolment.person.id, device: priya.device},
				hold: {id: hold.id, version: 1, policy: hold.policy, expiresAt: hold.expiresAt},
				location: account.location,
				draft: draft(),
				digest: hold.digest,
				now: hub.clock.now,
			};
			const claims = await verifyReleaseToken(token!, priya.enrolment.keys, expected);
			expect(claims).toMatchObject({hold: hold.id, digest: hold.digest, aud: priya.device});
			// The answer was lost: the same device gets the same token, another device and another text get nothing
			expect((await release(priya, hold.id, hold.digest)).token).toBe(token);
			expect(await refusal(release(priya, hold.id, '0'.repeat(64)))).toBe('already-released');
			hub.clock.now += 5 * minute;
			expect(await refusal(release(priya, hold.id, hold.digest))).toBe('already-released');
		});

		test('a reviewer who lost the role after approving does not carry a release', async () => {
			const sam = await hub.hire('Sam Reed', {role: 'reviewer', location: leeds});
			const hold = await held();
			await approve(hub, sam, hold);
			await hub.helen.client.call('revokeDevice', undefined, {device: sam.device});
			expect(await refusal(release(priya, hold.id, hold.digest))).toBe('reviewer-left');
		});

		test('an approval does not outlive its time, nor a hold', async () => {
			const hold = await held(priya, {until: hub.clock.now + 10 * minute});
			await approve(hub, tom, hold);
			hub.clock.now += 10 * minute;
			expect(await refusal(release(priya, hold.id, hold.digest))).toMatch(/^(not-approved|closed)$/);
			expect((await priya.client.call('hold', undefined, {id: hold.id})).state).toBe('expired');
		});

		test('a release nobody reports becomes an alarm, by itself', async () => {
			const hold = await held();
			await approve(hub, tom, hold);
			await release(priya, hold.id, hold.digest);
			hub.clock.now += 6 * minute;
			await turn(hub.deps);
			const row = await priya.client.call('hold', undefined, {id: hold.id});
			expect(row).toMatchObject({state: 'released', alarm: {why: 'unconfirmed'}});
		});

		test('sent as approved it is sent; sent otherwise it is an alarm', async () => {
			const letGo = async () => {
				const hold = await held();
				await approve(hub, tom, hold);
				const {token} = await release(priya, hold.id, hold.digest);
				const {jti} = JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString()) as {jti: string};
				return {hold, jti};
			};
			const report = ({hold, jti}: Awaited<ReturnType<typeof letGo>>, digest: string) => {
				const sent = {type: 'sent', release: jti, siteId: '19', url: 'https://x.com/i/19', digest} as const;
				return priya.client.call('command', sent, {id: hold.id});
			};
			const good = await letGo();
			expect((await report(good, good.hold.digest)).hold).toMatchObject({state: 'sent', alarm: null});
			const bad = await letGo();
			expect((await report(bad, '3'.repeat(64))).hold).toMatchObject({
				state: 'sent',
				alarm: {why: 'different'},
			});
			expect(await refusal(report({...good, jti: 'made-up'}, good.hold.digest))).toBe('release-unknown');
		});

		test('of withdraw and release exactly one wins', async () => {
			const hold = await held();
			await approve(hub, tom, hold);
			const withdraw = priya.client.call('command', {type: 'withdraw'}, {id: hold.id});
			const results = await Promise.allSettled([release(priya, hold.id, hold.digest), withdraw]);
			expect(results.filter(({status}) => status === 'fulfilled')).toHaveLength(1);
		});

		test('of many reviewers who decide at once, one does', async () => {
			const sam = await hub.hire('Sam Reed', {role: 'reviewer', location: leeds});
			const hold = await held();
			const note = '';
			const reject = {type: 'reject', version: 1, note} as const;
			const results = await Promise.allSettled([
				approve(hub, tom, hold),
				sam.client.call('command', reject, {id: hold.id}),
			]);
			expect(results.filter(({status}) => status === 'fulfilled')).toHaveLength(1);
		});

		test('each event of a hold is one entry of the archive', async () => {
			const hold = await held();
			await approve(hub, tom, hold);
			await release(priya, hold.id, hold.digest);
			const entries = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select(['type', 'by_person'])
				.where('hold', '=', hold.id)
				.orderBy('seq')
				.execute();
			expect(entries).toEqual([
				{type: 'hold.held', by_person: priya.enrolment.person.id},
				{type: 'hold.approved', by_person: tom.enrolment.person.id},
				{type: 'hold.released', by_person: priya.enrolment.person.id},
			]);
		});

		test('stricter rules end an approval that did not see them', async () => {
			const content = draft({text: 'Our weekend offer with monthly finance.'}) as never;
			const hold = await held(priya, {draft: content, digest: digestOf(content)});
			await approve(hub, tom, hold);
			await hub.helen.client.call('publishPolicy', {bundle: bundle(strictRule())});
			expect(await refusal(release(priya, hold.id, hold.digest))).toBe('rules-changed');
		});

		test('everything is still there after a restart', async () => {
			const hold = await held();
			await approve(hub, tom, hold);
			await hub.restart();
			expect((await release(priya, hold.id, hold.digest)).hold.state).toBe('released');
		});

		test('a request made before is refused, also after a restart', async () => {
			const {id} = await held();
			const payload = JSON.stringify({type: 'claim'});
			const path = `/v1/holds/${id}/commands`;
			const request = {method: 'POST', path, body: new TextEncoder().encode(payload)};
			const authorization = await prove(tom.key, tom.device, request, hub.clock.now, 'once');
			const headers = {authorization, 'content-type': 'application/json'};
			const send = () => hub.app.inject({method: 'POST', url: path, headers, payload});
			expect((await send()).statusCode).toBe(200);
			expect((await send()).json()).toMatchObject({code: 'replayed'});
			await hub.restart();
			expect((await send()).json()).toMatchObject({code: 'replayed'});
		});

		test('also late, when the clock of whoever made it was ahead', async () => {
			const {id} = await held();
			const payload = JSON.stringify({type: 'claim'});
			const path = `/v1/holds/${id}/commands`;
			const request = {method: 'POST', path, body: new TextEncoder().encode(payload)};
			const authorization = await prove(tom.key, tom.device, request, hub.clock.now + 4 * minute, 'ahead');
			const headers = {authorization, 'content-type': 'application/json'};
			const send = () => hub.app.inject({method: 'POST', url: path, headers, payload});
			expect((await send()).statusCode).toBe(200);
			hub.clock.now += 12 * minute;
			await turn(hub.deps);
			expect((await send()).json()).toMatchObject({code: 'replayed'});
			await hub.restart();
			expect((await send()).json()).toMatchObject({code: 'replayed'});
		});
	});
}
