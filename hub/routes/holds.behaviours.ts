import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {signApproval} from '#lib/api/approval.ts';
import {digestOf} from '#lib/core/draft.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import {type Connected, enrol} from '../client.ts';
import {account, approve, draft, refusal, submission, type TestHub} from '../hub.fixture.ts';

const leeds = 'group/north/leeds';

/** From a draft to an approval, and everything that must not work on the way. */
export function holdBehaviours(open: () => Promise<TestHub>): void {
	describe('holds', () => {
		let hub: TestHub;
		let priya: Connected;
		let tom: Connected;
		let amira: Connected;
		beforeAll(async () => {
			hub = await open();
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire(
				'Tom Okafor',
				{role: 'reviewer', location: 'group/north'},
				{role: 'author', location: leeds},
			);
			amira = await hub.hire('Amira Said', {role: 'reviewer', location: 'group/south'});
		});
		afterAll(() => hub.close());

		const held = async (by = priya, change = {}) => by.client.call('submit', await submission(hub, change));
		const release = (by: Connected, id: string, digest: string) =>
			by.client.call('command', {type: 'release', digest, gate: 'unmanaged'}, {id});

		test('the hub finds by itself what the author did not report', async () => {
			const hold = await held();
			expect(hold.findings.map(({rule}) => rule)).toEqual(['HSE-01']);
			expect(hold).toMatchObject({
				state: 'held',
				version: 1,
				author: {name: 'Priya Nair'},
				mayDecide: 'four-eyes',
			});
		});

		test('what must be changed is not held but sent back', async () => {
			const content = draft({text: 'We have guaranteed finance today.'}) as never;
			expect(await refusal(held(priya, {draft: content, digest: digestOf(content)}))).toBe('needs-change');
		});

		test('the same submission again has one effect; another draft under its id has none', async () => {
			const request = await submission(hub);
			const first = await priya.client.call('submit', request);
			expect(await priya.client.call('submit', request)).toEqual(first);
			const other = draft({text: 'monthly finance, changed'}) as never;
			const changed = {...request, draft: other, digest: digestOf(other)};
			expect(await refusal(priya.client.call('submit', changed))).toBe('exists');
			expect(await refusal(tom.client.call('submit', request))).toBe('exists');
		});

		test('a reviewer of the place sees it in his queue, the author in her own list, a stranger nowhere', async () => {
			const {id} = await held();
			const ids = async (who: Connected, view: string) =>
				(await who.client.call('holds', undefined, {view})).map(hold => hold.id);
			expect(await ids(tom, 'queue')).toContain(id);
			expect(await ids(priya, 'mine')).toContain(id);
			expect(await ids(priya, 'queue')).not.toContain(id);
			expect(await ids(amira, 'queue')).not.toContain(id);
			expect(await refusal(amira.client.call('hold', undefined, {id}))).toBe('unknown-hold');
		});

		test('the author cannot approve, whatever roles he has', async () => {
			const hold = await held(tom);
			expect(hold.mayDecide).toBe('four-eyes');
			expect(await refusal(approve(hub, tom, hold))).toBe('four-eyes');
			const [status] = await hub.deps.store.db
				.selectFrom('holds')
				.select('state')
				.where('id', '=', hold.id)
				.execute();
			expect(status?.state).toBe('held');
		});

		test('nor on a second device of his', async () => {
			const hold = await held(tom);
			const invite = await hub.helen.client.call('invite', {
				person: {id: tom.enrolment.person.id},
				roles: tom.enrolment.person.roles,
			});
			const second = await enrol(
				{url: 'http://hub.example', fetch: hub.fetch, now: () => hub.clock.now},
				invite.url,
			);
			expect(await refusal(approve(hub, second, hold))).toBe('four-eyes');
		});

		test('a reviewer of another place cannot approve', async () => {
			expect(await refusal(approve(hub, amira, await held()))).toBe('unknown-hold');
		});

		test.each<[string, object]>([
			['another digest', {digest: '1'.repeat(64)}],
			['another version', {version: 2}],
			['another account', {account: {...account, id: '2'}, draft: draft({account: '2'})}],
			['another policy', {policy: '2'.repeat(64)}],
			['another hold', {id: 'another'}],
			['a longer life', {expiresAt: Number.MAX_SAFE_INTEGER}],
		])('a statement for %s approves nothing', async (_, change) => {
			const hold = await held();
			const claimed = {...hold, ...change};
			const answer = approve(hub, tom, {...claimed} as typeof hold, undefined);
			const code = await refusal(answer.then(value => ({state: value.hold.state})));
			if ('expiresAt' in change) expect(code).toEqual({answered: {state: 'approved'}});
			else expect(code).toMatch(/^(changed|wrong-statement|unknown-hold)$/);
		});

		test('somebody else’s statement approves nothing', async () => {
			const hold = await held(priya);
			const claims = approvalClaims(hold, tom.enrolment.person.id, hub.clock.now, 'stolen');
			const statement = await signApproval(priya.key, tom.device, claims);
			const send = (by: Connected) => by.client.call('command', {type: 'approve', statement}, {id: hold.id});
			expect(await refusal(send(tom))).toBe('wrong-statement');
			expect(await refusal(send(priya))).toBe('wrong-statement');
		});

		test('a new version ends the old one’s approval', async () => {
			const hold = await held();
			await approve(hub, tom, hold);
			const next = await held(priya, {supersedes: hold.id});
			expect(next).toMatchObject({version: 2, state: 'held', previous: hold.id});
			expect(await refusal(release(priya, hold.id, hold.digest))).toBe('not-approved');
			expect((await priya.client.call('hold', undefined, {id: hold.id})).state).toBe('superseded');
		});

		test('a reviewer who rewrites it has become an author', async () => {
			const hold = await held();
			const next = await held(tom, {supersedes: hold.id});
			const priyas = await priya.client.call('holds', undefined, {view: 'mine'});
			expect(priyas.map(({id}) => id)).toEqual(expect.arrayContaining([hold.id, next.id]));
			expect(await refusal(approve(hub, tom, next))).toBe('four-eyes');
		});

		test('returned with a reason, it waits for its author', async () => {
			const {id, version} = await held();
			const decision = {
				type: 'return',
				version,
				reason: 'not-true-here-today',
				note: 'Derby has none left.',
			} as const;
			const {hold} = await tom.client.call('command', decision, {id});
			expect(hold).toMatchObject({state: 'changes_requested', returned: {reason: 'not-true-here-today'}});
		});

		test('withdrawn, it can no longer be approved', async () => {
			const hold = await held();
			await priya.client.call('command', {type: 'withdraw'}, {id: hold.id});
			expect(await refusal(approve(hub, tom, hold))).toBe('closed');
		});

		test('a reviewer whose role was taken away in between approves nothing', async () => {
			const sam = await hub.hire('Sam Reed', {role: 'reviewer', location: leeds});
			const hold = await held();
			await sam.client.call('command', {type: 'claim'}, {id: hold.id});
			const person = {id: sam.enrolment.person.id};
			await hub.helen.client.call('invite', {person, roles: [{role: 'author', location: leeds}]});
			expect(await refusal(approve(hub, sam, hold))).toMatch(/^(unknown-hold|not-a-reviewer)$/);
		});
	});
}
