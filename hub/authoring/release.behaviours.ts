import {extractText, getDocumentProxy} from 'unpdf';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {digestOf} from '#lib/core/draft.ts';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {bundle, draft, minute, refusal, submission, type TestHub} from '../hub.fixture.ts';
import {outboxOf} from '../outbox.fixture.ts';
import {good} from './authoring.behaviours.ts';
import type {ReleaseFile} from './release-file.ts';

const plan = {notBefore: null, stages: {}, note: 'FCA notice, same day', rollBackTo: null};

/** Rules come into force through two people, in stages, and go back in one step. */
export function releaseOfRulesBehaviours(open: () => Promise<TestHub>): void {
	describe('releases of rules', () => {
		let hub: TestHub;
		let helen: AtConsole;
		let sam: AtConsole;
		let author: Awaited<ReturnType<TestHub['hire']>>;
		beforeAll(async () => {
			hub = await open();
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			const second = await hub.hire('Sam Reed', {role: 'rule-reviewer', location: 'group'});
			sam = await atConsole(hub, second.enrolment.person.id);
			author = await hub.hire('Priya Nair', {role: 'author', location: 'group/north/leeds'});
			await helen.ask('saveRule', {rule: null, yaml: good, was: null}, {pack: 'house'});
		});
		afterAll(() => hub.close());

		const content = () => ({
			...draft({text: 'Finance with no commission at Leeds.'}),
			media: [],
			unknown: [],
			poll: null,
		});
		const findings = async () => {
			const hold = await author.client.call('submit', await submission(hub, {draft: content()}));
			return hold.findings.map(({rule, severity}) => `${rule} ${severity}`);
		};
		/** Past no second person: a record of the browser is all that there is of it. */
		const goesOut = async () => {
			const draft = content();
			const {jws, n} = await outboxOf(author, () => hub.clock.now).write('interaction.releasing', {
				...{
					release: 'r1',
					draft: draft as never,
					digest: digestOf(draft),
					policy: await hub.policy(),
					findings: [],
				},
				...{gate: 'managed', url: 'https://x.com/home', account: draft.account},
				authorPerson: author.enrolment.person.id,
			});
			await author.client.call('putRecord', {record: jws, from: 0}, {device: author.device, n});
		};
		const approve = (id: string) => sam.ask('decideRelease', {decision: 'approve', note: 'Read it.'}, {id});

		test('nobody approves what he proposed, and an author nothing at all', async () => {
			const {id} = await helen.ask('proposeRelease', plan);
			const own = helen.ask('decideRelease', {decision: 'approve', note: ''}, {id});
			expect(await refusal(own)).toBe('four-eyes');
			const priya = await atConsole(hub, author.enrolment.person.id);
			const other = priya.ask('decideRelease', {decision: 'approve', note: ''}, {id});
			expect(await refusal(other)).toBe('not-your-role');
			const write = hub.deps.store.write(trx =>
				trx
					.updateTable('rule_releases')
					.set({state: 'approved', decided_by: hub.helen.enrolment.person.id})
					.where('id', '=', id)
					.execute(),
			);
			await expect(write).rejects.toThrow(/four_eyes|constraint/i);
			await helen.ask('decideRelease', {decision: 'withdraw', note: ''}, {id});
			expect(await refusal(approve(id))).toBe('decided-already');
		});

		test('nor does an admin go round it on the command line', async () => {
			const direct = hub.helen.client.call('publishPolicy', {bundle: bundle()});
			expect(await refusal(direct)).toBe('second-person');
		});

		test('the second person reads words, approves, and it is signed and in force', async () => {
			const before = await hub.policy();
			const {id} = await helen.ask('proposeRelease', plan);
			const {releases} = await sam.ask('releases');
			const release = releases.find(one => one.id === id);
			expect(release).toMatchObject({by: 'Helen Marsh', mayDecide: true});
			expect(release!.difference).toEqual([
				expect.objectContaining({
					rule: 'HSE-10',
					what: 'new',
					lines: expect.arrayContaining(['Looks for: commission free · no commission']),
				}),
			]);
			await approve(id);
			expect(await hub.policy()).not.toBe(before);
			expect(await findings()).toContain('HSE-10 review');
			const {packs, rules} = await helen.ask('listRules');
			expect(packs[0]).toMatchObject({id: 'house', version: '1.0.1'});
			expect(rules.find(({id: rule}) => rule === 'HSE-10')?.change).toBe('same');
			expect(await refusal(helen.ask('proposeRelease', plan))).toBe('nothing-changed');
			const {yaml} = await helen.ask('readRule', undefined, {pack: 'house', rule: 'HSE-10'});
			expect(yaml).toBe(good);
		});

		test('what loosens is said', async () => {
			const {n} = await helen.ask('readRule', undefined, {pack: 'house', rule: 'HSE-10'});
			const weaker = good
				.replace('severity: review', 'severity: advise')
				.replace('      no commission\n', '');
			await helen.ask('saveRule', {rule: 'HSE-10', yaml: weaker, was: n}, {pack: 'house'});
			const [change] = (await helen.ask('releases')).changes;
			expect(change).toMatchObject({loosens: true});
			expect(change!.lines).toEqual([
				'Then: tip (was: needs a second person)',
				'It no longer finds: no commission',
			]);
		});

		test('stages: counted in silence at Leeds, then a tip, then in force', async () => {
			const {n} = await helen.ask('readRule', undefined, {pack: 'house', rule: 'HSE-10'});
			await helen.ask(
				'saveRule',
				{rule: 'HSE-10', yaml: good.replace('how', 'in words how'), was: n},
				{pack: 'house'},
			);
			const at = hub.clock.now;
			const stages = {
				'HSE-10': [
					{stage: 'shadow' as const, locations: ['group/north/leeds'], from: at},
					{stage: 'tip' as const, locations: ['group/north/leeds'], from: at + 2 * minute},
					{stage: 'hold' as const, locations: ['group'], from: at + 4 * minute},
				],
			};
			await approve((await helen.ask('proposeRelease', {...plan, stages})).id);
			expect(await findings()).toEqual([]);
			const {shadow} = await helen.ask('releases');
			expect(shadow).toEqual([{rule: 'HSE-10', hits: 1, words: ['no commission']}]);
			await goesOut();
			expect((await helen.ask('releases')).shadow[0]!.hits).toBe(2);
			hub.clock.now = at + 2 * minute;
			expect(await findings()).toEqual(['HSE-10 advise']);
			hub.clock.now = at + 4 * minute;
			expect(await findings()).toEqual(['HSE-10 review']);
		});

		test('all of it for the file, on paper and as data, for admins and auditors only', async () => {
			const {releases} = await helen.ask('releases');
			const release = releases.toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0))[0];
			const file = (form: string, who = helen, id = release!.id) =>
				hub.app.inject({url: `/console/api/releases/${id}/file.${form}`, headers: who.headers});
			const told = (await file('json')).json<ReleaseFile>();
			expect(told).toMatchObject({
				...{
					version: release!.version,
					proposed: {by: 'Helen Marsh'},
					approved: {by: 'Sam Reed', note: 'Read it.'},
				},
				examples: [
					{rule: 'HSE-10', mustCatch: 1, mustNotCatch: 2, owner: 'Helen Marsh', review: '2027-05-24'},
				],
				...{backtest: null, lesson: null, tasks: [], later: []},
			});
			expect(told.arrival!.all.all).toBe(told.browsers.length);
			const paper = await file('pdf');
			expect(paper.headers['content-type']).toBe('application/pdf');
			const {text} = await extractText(await getDocumentProxy(new Uint8Array(paper.rawPayload)), {
				mergePages: true,
			});
			for (const words of [
				...['Why: FCA notice, same day', 'Approved by Sam Reed', 'HSE-10: catches 1 of 1, lets 2 of 2 pass'],
				...['counted in silence', `of ${told.browsers.length} browsers`, 'It was not tried on the archive.'],
			])
				expect(text).toContain(words);
			expect((await file('pdf', sam)).statusCode).toBe(403);
			expect((await file('pdf', helen, 'none')).statusCode).toBe(404);
		});

		test('an exact hour: approved now, in force then', async () => {
			const {n} = await helen.ask('readRule', undefined, {pack: 'house', rule: 'HSE-10'});
			await helen.ask('removeRule', {was: n}, {pack: 'house', rule: 'HSE-10'});
			const at = hub.clock.now + 10 * minute;
			const before = await hub.policy();
			await approve((await helen.ask('proposeRelease', {...plan, notBefore: at})).id);
			expect(await hub.policy()).toBe(before);
			hub.clock.now = at;
			expect(await findings()).toEqual([]);
		});

		test('one step back at once, by one person with a reason; further back takes two', async () => {
			await helen.ask('rollBack', {reason: 'It hits parking'});
			expect(await findings()).toEqual(['HSE-10 review']);
			expect(await refusal(helen.ask('rollBack', {reason: 'Again'}))).toBe('rolled-back-already');
			const {id} = await helen.ask('proposeRelease', {...plan, rollBackTo: 1});
			expect(await findings()).toEqual(['HSE-10 review']);
			await approve(id);
			expect(await findings()).toEqual([]);
			const entries = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('type')
				.where('type', 'in', ['rules.proposed', 'rules.decided', 'policy.published'])
				.execute();
			expect(Map.groupBy(entries, ({type}) => type).get('rules.decided')?.length).toBe(5);
		});
	});
}
