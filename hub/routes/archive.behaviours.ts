import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {SavedSearch} from '#lib/api/contract.ts';
import {everySearch, type Search} from '#lib/core/archive/search/search.ts';
import {eraseContent} from '../archive/erase.ts';
import {placeOf} from '../archive/places.ts';
import {keySize} from '../archive/segments.ts';
import {entriesOf} from '../audit/topics.ts';
import type {Connected} from '../client.ts';
import {account, minute, refusal, type TestHub} from '../hub.fixture.ts';
import {verify} from '../verify/verify.ts';
import {postingOf} from './posting.fixture.ts';

const leeds = 'group/north/leeds';
const day = 24 * 60 * minute;

/** What auditors ask of the archive, and what it answers. */
export function archiveBehaviours(open: () => Promise<TestHub>): void {
	describe('the archive, examined', () => {
		let hub: TestHub;
		let priya: Connected;
		let tom: Connected;
		let ruth: Connected;
		let post: ReturnType<typeof postingOf>['post'];
		let approvedPost: ReturnType<typeof postingOf>['approvedPost'];
		beforeAll(async () => {
			hub = await open();
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
			ruth = await hub.hire('Ruth Bell', {role: 'auditor', location: 'group'});
			({post, approvedPost} = postingOf(hub, priya, tom));
		});
		afterAll(() => hub.close());

		const ask = (search: Partial<Search>) =>
			ruth.client.call('search', {search: {...everySearch, ...search} as unknown as SavedSearch['search']});
		const rowsOf = async (saved: SavedSearch) =>
			(await ruth.client.call('searchItems', undefined, {id: saved.id})).rows;

		test('is for auditors, of their own places only', async () => {
			const bea = await hub.hire('Bea Lund', {role: 'auditor', location: 'group/south'});
			await post('Drive away on PCP today', '5001');
			const search = everySearch as unknown as SavedSearch['search'];
			expect(await refusal(hub.helen.client.call('search', {search}))).toBe('not-an-auditor');
			expect(await refusal(priya.client.call('search', {search}))).toBe('not-an-auditor');
			expect((await bea.client.call('search', {search})).saved.items).toBe(0);
			const {saved} = await ask({});
			expect(saved.items).toBe(1);
			expect(await refusal(bea.client.call('searchItems', undefined, {id: saved.id}))).toBe('not-an-auditor');
		});

		test('words, phrases, concepts, rules, people and states find; every look is recorded', async () => {
			await approvedPost('Great monthly finance, balloon payment at the end', '5002');
			await ruth.client.call('saveConcept', {
				id: 'pcp',
				title: 'PCP',
				terms: ['PCP', 'balloon payment', 'optional final*'],
			});
			const count = async (search: Partial<Search>) => (await ask(search)).saved.items;
			expect(await count({words: 'pcp'})).toBe(1);
			expect(await count({words: '"balloon payment" MONTHLY'})).toBe(1);
			expect(await count({words: '"payment balloon"'})).toBe(0);
			expect(await count({words: 'monthl*'})).toBe(1);
			expect(await count({words: '-monthly'})).toBe(1);
			expect(await count({concept: {id: 'pcp', version: 1}})).toBe(2);
			expect(await count({rules: ['HSE-01']})).toBe(1);
			expect(await count({rules: ['HSE-0_']})).toBe(0);
			expect(await count({people: [tom.enrolment.person.id]})).toBe(1);
			expect(await count({states: ['held']})).toBe(0);
			expect(await count({sites: ['facebook']})).toBe(0);
			expect(await count({locations: ['group/north']})).toBe(2);
			const looks = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('seq')
				.where('type', '=', 'archive.searched')
				.execute();
			expect(looks.length).toBeGreaterThan(10);
		});

		test('a summary says who approved and how long it took', async () => {
			const {summary} = await ask({});
			expect(summary).toMatchObject({sent: 2, neverSent: 0, selfApproved: 0, editedLater: 0});
			expect(summary.byApprovals).toEqual([
				{approvals: 0, count: 1},
				{approvals: 1, count: 1},
			]);
			expect(summary.averageWait).toBe(9 * minute);
		});

		test('a search asked again has the same answer, whatever came since', async () => {
			const {saved} = await ask({words: 'monthly'});
			await approvedPost('More monthly finance', '5003');
			expect((await ask({words: 'monthly'})).saved.items).toBe(2);
			expect(await ruth.client.call('repeatSearch', undefined, {id: saved.id})).toEqual({
				same: true,
				items: 1,
				digest: saved.digest,
			});
			expect(await rowsOf(saved)).toHaveLength(1);
		});

		test('the story of one item, with the rule as it read that day', async () => {
			const {saved} = await ask({words: 'balloon'});
			const [row] = await rowsOf(saved);
			expect(row).toMatchObject({
				state: 'sent',
				siteId: '5002',
				approvers: [{name: 'Tom Okafor'}],
				topic: 'usual',
			});
			const story = await ruth.client.call('story', undefined, {item: row!.item});
			expect(story.entries.map(({said}) => said)).toEqual([
				'Sent for approval',
				'Approved',
				'Released: may be posted once',
				'Let go by the author’s browser',
				'Posted: the site’s answer was seen',
				'Posted, as the site answered',
				'Archived',
			]);
			expect(story.rules).toMatchObject([
				{id: 'HSE-01', message: 'Nobody can say "monthly finance".', pack: 'house@1.0.0'},
			]);
			expect(await refusal(ruth.client.call('story', undefined, {item: 'nothing'}))).toBe('unknown-item');
		});

		test('an export of what was found proves itself, and says when something of it is gone', async () => {
			const {saved} = await ask({words: 'balloon'});
			const made = await ruth.client.call('makeBundle', {search: saved.id});
			expect(made).toMatchObject({items: 1, entries: 7});
			expect((await ruth.client.call('bundles')).map(({id}) => id)).toEqual([made.id]);
			const path = join(hub.deps.exports, made.id);
			expect(verify(path)).toMatchObject({verdict: 'intact', problems: [], counts: {approvals: 1}});
			expect(await refusal(priya.client.call('makeBundle', {search: saved.id}))).toBe('not-an-auditor');
		});

		test('a miss check draws from the rest, the same each time, and two people read it', async () => {
			const {saved} = await ask({words: 'balloon'});
			const draw = await ruth.client.call('makeDraw', {kind: 'miss', search: saved.id, size: 300});
			expect([draw.population, draw.items.length]).toEqual([2, 2]);
			expect((await ruth.client.call('makeDraw', {kind: 'miss', search: saved.id, size: 300})).items).toEqual(
				draw.items,
			);
			const nora = await hub.hire('Nora Reid', {role: 'auditor', location: 'group'});
			for (const item of draw.items) {
				expect(
					(await ruth.client.call('judge', {item, outcome: 'not-about', note: ''}, {id: draw.id})).result,
				).toBeNull();
			}
			let result: unknown = null;
			for (const item of draw.items)
				({result} = await nora.client.call('judge', {item, outcome: 'not-about', note: ''}, {id: draw.id}));
			expect(result).toMatchObject({hits: 0, size: 2});
			expect(
				await refusal(
					ruth.client.call('judge', {item: draw.items[0]!, outcome: 'fine', note: ''}, {id: draw.id}),
				),
			).toBe('malformed');
		});

		test('a legal hold keeps everything of a search, and erasure takes words out of the index', async () => {
			const {saved} = await ask({words: 'balloon'});
			const hold = await ruth.client.call('setLegalHold', {search: saved.id, reason: 'claim 7'});
			expect(hold).toMatchObject({id: 'LH-1', items: 1, entries: 7, cleared: null});
			const [row] = await rowsOf(saved);
			expect(row!.legalHolds).toEqual(['LH-1']);
			const {archive, store, now} = hub.deps;
			const {blobs} = hub.deps;
			const entries = await store.db
				.selectFrom('archive_item_entries')
				.select('seq')
				.where('item', '=', row!.item)
				.execute();
			const erasure = {
				entries: entries.map(({seq}) => Number(seq)),
				by: 'helen',
				reason: 'end',
				basis: 'test',
			};
			const options = {archive, db: store.db, write: store.write, blobs, now};
			await expect(eraseContent(options, erasure)).rejects.toThrow('legal hold LH-1');
			expect(await refusal(ruth.client.call('clearLegalHold', {reason: 'over'}, {id: 'LH-1'}))).toBe(
				'not-allowed',
			);
			const cleared = await hub.helen.client.call('clearLegalHold', {reason: 'over'}, {id: 'LH-1'});
			expect(cleared.cleared).not.toBeNull();
			await eraseContent(options, erasure);
			expect((await ask({words: 'balloon'})).saved.items).toBe(0);
			expect((await ask({})).saved.items).toBe(3);
		});

		test('what is missing is in the gap register, and nothing else', async () => {
			const from = hub.clock.now - day;
			await post('Lost on the way', '5004', true);
			await post('After the hole', '5005');
			hub.clock.now += 2 * day;
			const tweet = (id: string, text: string) => ({
				tweet: {id_str: id, full_text: text, created_at: new Date(from + day).toUTCString()},
			});
			const files = [
				{
					path: 'data/tweets.js',
					text: `window.YTD.tweets.part0 = ${JSON.stringify([tweet('5005', 'After the hole'), tweet('6001', 'From a phone')])}`,
				},
			];
			const period = {from, to: from + day + 60 * minute};
			await hub.helen.client.call('importSiteExport', {
				site: 'x',
				account: account.id,
				madeAt: hub.clock.now,
				files,
			});
			const statement = await ruth.client.call('completeness', period);
			const gaps = await ruth.client.call('gaps');
			expect(gaps.map(({kind, state}) => [kind, state])).toEqual(
				expect.arrayContaining([
					['sequence', 'open'],
					['not-captured', 'open'],
				]),
			);
			// What the lost record would have said is told with it, as one gap
			const [hole] = gaps.filter(({kind}) => kind === 'sequence');
			expect(hole!.what).toContain('let go, and nobody saw what became of it');
			// The other browsers of this test never say that they guard
			expect(gaps.filter(({kind}) => kind !== 'silent')).toHaveLength(2);
			expect(statement.sequence.missing).toBe(1);
			expect(statement.site).toMatchObject({published: 2, matched: 1, notCaptured: 1});
			expect(statement.integrity.consistent).toBe(statement.integrity.checkpoints);
			await ruth.client.call('completeness', period);
			expect(await ruth.client.call('gaps')).toHaveLength(gaps.length);
		});

		test('who explains a gap does not close it, and each step is an entry', async () => {
			const [gap] = await ruth.client.call('gaps');
			const command = (who: Connected, body: Parameters<typeof who.client.call<'gapCommand'>>[1]) =>
				refusal(who.client.call('gapCommand', body, {id: gap!.id}));
			await command(ruth, {type: 'assign', owner: hub.helen.enrolment.person.id});
			await command(hub.helen, {type: 'explain', reason: 'laptop was stolen', evidence: 'letter 4'});
			expect(await command(hub.helen, {type: 'close'})).toBe('same-person');
			expect(await command(ruth, {type: 'close'})).toMatchObject({answered: {state: 'closed'}});
			expect(await command(priya, {type: 'close'})).toBe('not-allowed');
			const rows = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('type')
				.where('type', 'like', 'gap.%')
				.execute();
			expect(rows.map(({type}) => type)).toEqual(
				expect.arrayContaining(['gap.found', 'gap.assign', 'gap.explain', 'gap.close']),
			);
		});

		test('a topic keeps longer, by the newest version of its concept', async () => {
			const topic = {
				id: 'motor',
				title: 'Motor finance',
				years: 12,
				notBefore: null,
				basis: 'PS26/3',
				rules: [],
				kinds: [],
				concept: 'pcp',
			};
			expect(await refusal(ruth.client.call('saveTopic', topic))).toBe('not-allowed');
			await hub.helen.client.call('saveTopic', topic);
			const [row] = await rowsOf((await ask({words: 'pcp'})).saved);
			expect(row).toMatchObject({topic: 'motor', keptUntil: expect.any(Number)});
			expect(new Date(row!.keptUntil!).getUTCFullYear()).toBe(2038);
		});

		test('one damaged content stops neither list, story nor export, and each of them names it', async () => {
			await approvedPost('Sunday opening, monthly finance', '5010');
			const {saved} = await ask({words: 'sunday'});
			const [row] = await rowsOf(saved);
			const {store, blobs, archive} = hub.deps;
			const leaf = await archive.leaf((await entriesOf(store.db, row!.item))[0]!);
			const place = await placeOf(store.db, leaf.payload.ct);
			await blobs.wipe(place!.segment, {from: place!.at + keySize + 5, size: 3});

			expect(await rowsOf(saved)).toMatchObject([{text: null, damaged: true}]);
			const story = await ruth.client.call('story', undefined, {item: row!.item});
			expect(story.entries.map(({damaged, erased}) => [damaged, erased]).slice(0, 2)).toEqual([
				[true, false],
				[false, false],
			]);
			expect(story.entries[0]!.said).toBe('Sent for approval (content damaged)');
			const made = await ruth.client.call('makeBundle', {search: saved.id, pdf: false});
			expect(made).toMatchObject({items: 1, damaged: [leaf.name]});
			const {verdict, problems} = verify(join(hub.deps.exports, made.id));
			expect(verdict).toBe('incomplete');
			expect(problems).toContainEqual(
				expect.objectContaining({
					...{code: 'content-damaged', record: leaf.name},
					message: expect.stringMatching(/could not be read when the export was made: payload .* is altered/),
				}),
			);
		});
	});
}
