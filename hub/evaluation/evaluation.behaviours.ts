import {PDFDict, PDFDocument, PDFName, PDFString} from 'pdf-lib';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {recordsPlace} from '#lib/api/console/records-link.ts';
import {digestOf} from '#lib/core/draft.ts';
import type {Count} from '#lib/core/evaluation/figures.ts';
import {stageOf} from '#lib/core/policy/stages.ts';
import type {Connected} from '../client.ts';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {
	approve,
	bundle,
	draft,
	minute,
	refusal,
	strictRule,
	submission,
	type TestHub,
} from '../hub.fixture.ts';
import {bundleBytes} from '../policy/policies.ts';
import {listenTo, toldIn} from '../told/told.fixture.ts';
import {stepRulesBack} from './step-back.ts';

const leeds = 'group/north/leeds';
const day = 24 * 60 * minute;
const release = {notBefore: null, stages: {}, note: 'As it was.', rollBackTo: null};

/** What people decided, in figures that open their records; and what follows from them by itself. */
export function evaluationBehaviours(open: () => Promise<TestHub>): void {
	describe('evaluation', () => {
		let hub: TestHub;
		let helen: AtConsole;
		let ruth: AtConsole;
		let priya: Connected;
		let reviewers: Connected[];
		beforeAll(async () => {
			hub = await open();
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			reviewers = [
				await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds}),
				await hub.hire('Sam Reed', {role: 'reviewer', location: leeds}),
			];
			const auditor = await hub.hire('Ruth Bell', {role: 'auditor', location: 'group'});
			ruth = await atConsole(hub, auditor.enrolment.person.id);
			// Looks once, and not again before the clock has moved a minute
			await stepRulesBack(hub.deps);
			const first = await write('Monthly finance for you.', {note: said});
			await returned(first);
			await write('Morning, Leeds.', {supersedes: first.id, helped: {fixed: [], corrected: ['HSE-02']}});
			await write('More monthly finance.');
			for (let i = 0; i < 24; i++) await approved(await write(`Monthly finance ${i}`, {note: said}), i);
		});
		afterAll(() => hub.close());

		const said = 'Not a problem here (HSE-01): we quote the customer';
		type Change = Parameters<typeof submission>[1];

		async function write(text: string, change: Change = {}) {
			hub.clock.now += 1000;
			const content = {...draft({text}), media: [], unknown: [], poll: null};
			const request = await submission(hub, {...change, draft: content, digest: digestOf(content)});
			return priya.client.call('submit', request);
		}

		async function approved(hold: Awaited<ReturnType<typeof write>>, i: number) {
			hub.clock.now += 1000;
			await approve(hub, reviewers[i % 2]!, hold);
		}

		async function returned({id}: {id: string}) {
			const back = {type: 'return', version: 1, reason: 'tone', note: ''} as const;
			await reviewers[0]!.client.call('command', back, {id});
		}

		const period = () => ({from: hub.clock.now - 30 * day, to: hub.clock.now + 1});
		const figures = (who = ruth) => who.ask('figures', undefined, period());
		const ruleNow = async () => (await figures()).rules.find(({rule}) => rule === 'HSE-01')!;

		test('each finding has one end, and precision comes with its interval', async () => {
			const {written, hit, rules} = await figures();
			expect([written.count, hit.count]).toEqual([26, 26]);
			expect(rules.map(({rule, found}) => [rule, found.count])).toEqual([
				['HSE-01', 26],
				['HSE-02', 1],
			]);
			const {by, disputed, precision, stage, budget} = await ruleNow();
			const ends = Object.entries(by).flatMap(([outcome, {count}]) => (count > 0 ? [[outcome, count]] : []));
			expect(Object.fromEntries(ends)).toEqual({corrected: 1, conceded: 24, open: 1});
			expect(disputed.count).toBe(24);
			expect(precision).toMatchObject({estimate: 0.04, read: 25});
			expect([stage, budget]).toEqual(['hold', 60]);
		});

		test('every figure opens exactly its records, also when more were written since', async () => {
			const evaluation = await figures();
			await write('Later monthly finance.');
			const {from, to, position} = evaluation;
			const counts = countsIn(evaluation);
			expect(counts.length).toBeGreaterThan(30);
			for (const {count, facts} of counts) {
				const asked = {search: {from, to, facts: [...facts]}, position};
				expect([facts, (await ruth.ask('search', asked)).saved.items]).toEqual([facts, count]);
			}
		});

		test('times to approve, and no coaching of one author alone', async () => {
			const {approval, coaching} = await figures();
			expect(approval.all).toMatchObject({count: 24, half: 1000, most: 1000});
			expect(approval.branches.map(({key, value}) => [key, value.count])).toEqual([[leeds, 24]]);
			expect(coaching).toEqual({groups: [], hidden: true});
		});

		test('admins see figures and open nothing; authors see neither', async () => {
			expect((await figures(helen)).mayOpen).toBe(false);
			const search = helen.ask('search', {search: {facts: ['written']}});
			expect(await refusal(search)).toBe('not-an-auditor');
			const author = await atConsole(hub, priya.enrolment.person.id);
			expect(await refusal(figures(author))).toBe('not-your-role');
		});

		test('the board pack has a link for every figure in it', async () => {
			const {from, to} = period();
			const url = `/console/api/figures/board-pack?from=${from}&to=${to}`;
			const reply = await hub.app.inject({method: 'GET', url, headers: ruth.headers});
			expect(reply.statusCode).toBe(200);
			expect(reply.headers['content-type']).toBe('application/pdf');
			const links = await linksIn(reply.rawPayload);
			const evaluation = await figures();
			// Each look of an auditor is an entry: the two were made at different places of the log
			const {coaching: _, position, ...shown} = evaluation;
			const unseen = /^(ignored|open|dropped)-now:/;
			const counted = countsIn(shown).filter(({facts}) => !unseen.test(facts[0] ?? ''));
			const expected = counted.map(
				({facts}) => `http://hub.example/console${recordsPlace({from, to, position, facts})}`,
			);
			const anyPlace = (link: string) => link.replace(/at=\d+/, '');
			expect(new Set(links.map(anyPlace))).toEqual(new Set(expected.map(anyPlace)));
		});

		test('a rule that is too often wrong steps back, signed, and so does what comes later', async () => {
			const tomorrow = hub.clock.now + day;
			await hub.helen.client.call('publishPolicy', {bundle: bundle(strictRule()), notBefore: tomorrow});
			const {id} = await helen.ask('proposeRelease', {...release, stages: {'HSE-02': []}});
			await listenTo(hub, ['rules']);
			hub.clock.now += 2 * minute;
			await stepRulesBack(hub.deps);
			// Or the clockwork was quicker
			await expect
				.poll(async () => (await figures()).stepBacks)
				.toMatchObject([{rule: 'HSE-01', from: 'hold', to: 'tip', budget: 0.6}]);
			expect(await toldIn(hub)).toEqual([{to: 'chn_1', kind: 'rules'}]);
			expect((await write('Monthly finance once more.')).findings).toMatchObject([{severity: 'advise'}]);
			const {versions} = await helen.ask('releases');
			expect(versions.slice(0, 2)).toMatchObject([
				{by: 'Countersign, by itself', notBefore: tomorrow},
				{by: 'Countersign, by itself', inForce: true},
			]);
			for (const {digest} of versions.slice(0, 2)) {
				const {stages} = JSON.parse((await bundleBytes(hub.deps.store.db, digest))!);
				expect(stageOf(stages, 'HSE-01', leeds, tomorrow)).toBe('tip');
			}
			const second = await hub.hire('Ines Roth', {role: 'rule-reviewer', location: 'group'});
			const ines = await atConsole(hub, second.enrolment.person.id);
			const late = ines.ask('decideRelease', {decision: 'approve', note: ''}, {id});
			expect(await refusal(late)).toBe('stepped-back');
		});

		test('it does so once: what was judged before says nothing of the rule since', async () => {
			hub.clock.now += 2 * minute;
			await write('Good morning again, monthly finance.');
			expect(await stepRulesBack(hub.deps)).toEqual([]);
			expect((await figures()).stepBacks).toHaveLength(1);
			const types = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('by_person')
				.where('type', '=', 'rules.stepped-back')
				.execute();
			expect(types).toEqual([{by_person: null}]);
		});
	});
}

/** Where the links of a PDF lead. */
async function linksIn(bytes: Uint8Array): Promise<string[]> {
	const pages = (await PDFDocument.load(bytes)).getPages();
	return pages.flatMap(({node}) => {
		const links = node.Annots()?.asArray() ?? [];
		return links.map(link => {
			const action = node.context.lookup(link, PDFDict).lookup(PDFName.of('A'), PDFDict);
			return action.lookup(PDFName.of('URI'), PDFString).decodeText();
		});
	});
}

/** Every figure anywhere in it. */
function countsIn(value: unknown): Count[] {
	if (typeof value !== 'object' || value === null) return [];
	const own = 'count' in value && 'facts' in value ? [value as Count] : [];
	return [...own, ...Object.values(value).flatMap(countsIn)];
}
