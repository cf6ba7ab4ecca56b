import {createHash} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {verifyPolicyMeta} from '#lib/api/verify-policy.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {bundle, minute, refusal, strictRule, type TestHub} from '../hub.fixture.ts';
import {turn} from '../jobs/clockwork.ts';

/** What rules are in force, for whom one can prove it, and what is never published. */
export function policyBehaviours(open: () => Promise<TestHub>): void {
	describe('policy', () => {
		let hub: TestHub;
		beforeAll(async () => {
			hub = await open();
		});
		afterAll(() => hub.close());

		const meta = async () => {
			const {helen, clock} = hub;
			const {meta: jws} = await helen.client.call('policy');
			const {keys, organisation} = helen.enrolment;
			return verifyPolicyMeta(jws, keys.hub, {organisation: organisation.id, now: clock.now, last: null});
		};
		const publish = (content: unknown, more = {}) =>
			hub.helen.client.call('publishPolicy', {bundle: content, ...more});

		test('metadata is signed and points at exact bytes', async () => {
			const {digest, version, previous} = await meta();
			expect({version, previous}).toEqual({version: 1, previous: null});
			const response = await hub.helen.client.raw('GET', `/v1/policy/bundles/${digest}`);
			const bytes = await response.text();
			expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
			expect(bytes).toBe(canonicalJson(JSON.parse(JSON.stringify(bundle()))));
		});

		test('asked again it is not sent again, on the same day', async () => {
			const first = await hub.helen.client.raw('GET', '/v1/policy');
			const etag = first.headers.get('etag')!;
			const again = await hub.helen.client.raw('GET', '/v1/policy', {headers: {'if-none-match': etag}});
			expect(again.status).toBe(304);
			hub.clock.now += 24 * 60 * minute;
			const tomorrow = await hub.helen.client.raw('GET', '/v1/policy', {headers: {'if-none-match': etag}});
			expect(tomorrow.status).toBe(200);
		});

		test('versions count up and name the one before', async () => {
			const before = await meta();
			await publish(bundle(strictRule()));
			expect(await meta()).toMatchObject({version: before.version + 1, previous: before.digest});
		});

		test('from a later time on it is in force then, and is announced', async () => {
			const before = await meta();
			await publish(bundle(), {notBefore: hub.clock.now + 60 * minute});
			expect((await meta()).digest).toBe(before.digest);
			hub.clock.now += 60 * minute;
			await turn(hub.deps);
			const after = await meta();
			expect(after.version).toBe(before.version + 1);
			const told = await hub.deps.store.db
				.selectFrom('feed')
				.select('event')
				.orderBy('seq', 'desc')
				.executeTakeFirst();
			expect(JSON.parse(told!.event)).toEqual({type: 'policy', digest: after.digest});
		});

		const broken = (change: (rules: {examples: {flags: {text: string}[]}; detect: object[]}[]) => void) => {
			const copy = structuredClone(JSON.parse(JSON.stringify(bundle())));
			change(copy.packs[0].rules);
			return copy as unknown;
		};

		test.each<[string, unknown, string, RegExp]>([
			[
				'whose examples fail',
				broken(rules => (rules[0]!.examples.flags = [{text: 'Nothing to see.'}])),
				'examples-fail',
				/HSE-01 should be flagged/,
			],
			[
				'that does not compile',
				broken(rules => (rules[0]!.detect = [{find: ['[']}])),
				'does-not-compile',
				/HSE-01|compile/,
			],
			[
				'with rules that are none',
				broken(rules => (rules[0]!.detect = 'nonsense' as never)),
				'does-not-compile',
				/compile/,
			],
			[
				'with a rule that hits nearly everything',
				broken(rules =>
					Object.assign(rules[0]!, {
						detect: [{...rules[0]!.detect[0], find: ['the']}],
						examples: {flags: [{text: 'the'}], passes: [{text: 'A.'}]},
					}),
				),
				'over-broad',
				/HSE-01 hits \d+ of \d+ ordinary messages/,
			],
			['with one rule twice', broken(rules => rules.push(rules[0]!)), 'does-not-compile', /HSE-01/],
			['that is not one', {hello: 1}, 'malformed', /Not a policy/],
			['that is a word', 'rules', 'malformed', /Not a policy/],
			['of nobody', {...(bundle() as object), company: {}}, 'malformed', /company/],
		])('a bundle %s is refused and changes nothing', async (_, content, code, message) => {
			const before = await meta();
			const answer = publish(content);
			await expect(answer).rejects.toMatchObject({code, message: expect.stringMatching(message)});
			expect(await meta()).toEqual(before);
		});

		test('a publication is an entry of the archive and no row of it can be changed', async () => {
			const {store} = hub.deps;
			const rows = await store.db
				.selectFrom('archive_entries')
				.select('seq')
				.where('type', '=', 'policy.published')
				.execute();
			expect(rows.length).toBeGreaterThan(0);
			const tamper = store.write(trx => trx.updateTable('policies').set({digest: 'x'}).execute());
			await expect(tamper).rejects.toThrow(/append-only/);
			await expect(store.write(trx => trx.deleteFrom('bundles').execute())).rejects.toThrow();
		});

		test('rules nobody has published are nobody’s', async () => {
			const unknown = hub.helen.client.call('bundle', undefined, {digest: 'f'.repeat(64)});
			expect(await refusal(unknown)).toBe('unknown-bundle');
		});
	});
}
