import {describe, expect, test} from 'vitest';
import {type Month, month} from './completeness.fixture.ts';
import type {SiteExport} from './facts.ts';
import {findGaps} from './find-gaps.ts';
import {decideGap, type Gap, mergeGaps} from './gap.ts';
import {statementOf} from './statement.ts';

const hour = 60 * 60_000;

/** A small seeded generator (Park and Miller). */
function draws(seed: number): (below: number) => number {
	let state = seed;
	return below => {
		state = (state * 48_271) % 2_147_483_647;
		return state % below;
	};
}

/** Takes `count` records away, never the last of a browser: what nothing follows, nothing misses. */
function remove(facts: Month, count: number, seed: number): void {
	const below = draws(seed);
	const gone = new Set<string>();
	while (gone.size < count) {
		const device = facts.devices[below(facts.devices.length)]!;
		const {n} = device.records[below(device.records.length - 1)]!;
		gone.add(`${device.device} ${n}`);
	}
	for (const device of facts.devices)
		device.records = device.records.filter(({n}) => !gone.has(`${device.device} ${n}`));
}

const registered = (facts: Month): Gap[] =>
	findGaps(facts).found.map((found, i) => ({
		...found,
		id: `G-${i + 1}`,
		state: 'open',
		foundAt: facts.now,
		...{owner: null, reason: '', evidence: '', explainedBy: null, closedBy: null},
	}));

describe('a month of 10,000 records', () => {
	test('of which nothing is missing has no gap', () => {
		const facts = month(10_000);
		expect(facts.devices.reduce((sum, {records}) => sum + records.length, 0)).toBeGreaterThan(9000);
		expect(findGaps(facts).found).toEqual([]);
	});

	test.each([1, 2, 3])('seeded losses all appear, and nothing else (seed %i)', seed => {
		const facts = month(10_000);
		silence(facts.devices[5]!, Date.UTC(2026, 2, 11), Date.UTC(2026, 2, 12));
		remove(facts, 20, seed);
		const [x, facebook] = facts.exports as [SiteExport, SiteExport];
		const phone = [0, 1, 2].map(i => ({
			...x.published[0]!,
			id: `77${i}`,
			at: Date.UTC(2026, 2, 14, 12, i),
			text: `From the car park ${i}`,
		}));
		const {found} = findGaps({...facts, exports: [{...x, published: [...x.published, ...phone]}, facebook]});
		const of = (kind: string) => found.filter(gap => gap.kind === kind);
		expect(of('sequence').reduce((sum, {count}) => sum + count, 0)).toBe(20);
		expect(of('silent').map(({device}) => device)).toEqual(['device-5']);
		expect(of('not-captured').map(({what}) => what)).toEqual(
			phone.map(({text}) => `a post on X is not in the archive: "${text}"`),
		);
		expect(found.length).toBe(of('sequence').length + 4);
	});
});

/** A browser that is off for a while writes nothing, and its numbers go on afterwards. */
function silence(device: Month['devices'][number], from: number, to: number): void {
	device.records = device.records
		.filter(({at}) => at < from || at >= to)
		.toSorted((a, b) => a.n - b.n)
		.map((record, i) => ({...record, n: i + 1}));
}

describe('each kind of doubt is a gap', () => {
	const one = () => month(800, 2);
	test.each<[string, (facts: Month) => Partial<Month>, string[]]>([
		[
			'a browser without rules',
			facts => ({devices: changeBeats(facts, beat => ({...beat, policy: null}))}),
			['unguarded'],
		],
		['a page that could not be read', () => ({witnessed: [witnessed('unseen')]}), ['unseen']],
		[
			'something that went out without a release',
			() => ({witnessed: [witnessed('unreleased')]}),
			['unreleased'],
		],
		[
			'content that is gone',
			() => ({damage: [{name: 'HS-1', seq: 1, at: Date.UTC(2026, 2, 3), what: 'content-lost'}]}),
			['content'],
		],
		['a fork', () => ({damage: [{name: 'HS-1', seq: 1, at: Date.UTC(2026, 2, 3), what: 'fork'}]}), ['fork']],
		[
			'an outcome nobody saw',
			facts => ({exports: [], captured: first(facts, {outcome: null, outcomeAt: null, siteId: ''})}),
			['no-outcome'],
		],
		[
			'a post without a number',
			facts => ({exports: [], captured: first(facts, {siteId: ''}).filter(({site}) => site === 'x')}),
			['unconfirmed'],
		],
		[
			'a post that was never announced',
			facts => ({captured: first(facts, {announcedAt: null})}),
			['unannounced'],
		],
	])('%s', (_, change, kinds) => {
		const facts = one();
		expect([...new Set(findGaps({...facts, ...change(facts)}).found.map(({kind}) => kind))]).toEqual(kinds);
	});

	test('what the site itself shows is confirmed by it', () => {
		const facts = one();
		const captured = first(facts, {outcome: null, outcomeAt: null, siteId: ''});
		expect(findGaps({...facts, captured}).found).toEqual([]);
	});

	test('a night, a Sunday and a browser that was ended are no silence; a new profile of the same person is said', () => {
		const facts = one();
		const [a, b] = facts.devices as [Month['devices'][number], Month['devices'][number]];
		const ended = Date.UTC(2026, 2, 10, 18);
		const until = a.records.filter(({at}) => at < ended);
		const revoked = {...facts, devices: [{...a, records: until, revokedAt: ended}, b]};
		expect(findGaps({...revoked}).found).toEqual([]);
		const next = {...b, device: 'next', label: 'L-00b', person: a.person, enrolledAt: ended};
		next.records = b.records.filter(({at}) => at > ended).map((record, i) => ({...record, n: i + 1}));
		const rebuilt = {...facts, devices: [{...a, records: until}, b, next]};
		expect(findGaps(rebuilt).found.map(({kind}) => kind)).toEqual(['restart']);
	});
});

describe.each(['x', 'facebook'] as const)('on %s', site => {
	test.each([
		['its announcement', 'sent without having been announced'],
		['its outcome', 'let go, and nobody saw what became of it'],
	])('one lost record is one gap: %s', (lost, words) => {
		const facts = month(800, 2);
		const item = facts.captured.find(one => one.site === site)!;
		const isFirst = lost === 'its announcement';
		const at = isFirst ? item.announcedAt : item.outcomeAt;
		const device = facts.devices.find(one => one.device === item.device)!;
		device.records = device.records.filter(record => record.at !== at);
		const left = isFirst ? {announcedAt: null, text: ''} : {outcome: null, outcomeAt: null, siteId: ''};
		Object.assign(item, left);
		// With the site's own record its outcome is known after all
		const exports = isFirst ? facts.exports : [];
		const {found} = findGaps({...facts, exports});
		expect(found).toMatchObject([{kind: 'sequence', count: 1, what: expect.stringContaining(words)}]);
	});

	test('a post that was changed later is neither missing nor gone', () => {
		const facts = month(800, 2);
		const item = facts.captured.find(one => one.site === site)!;
		const at = item.outcomeAt! + 2 * 24 * hour;
		const id = site === 'x' ? '777' : item.siteId;
		const edit = {
			...item,
			item: 'edit',
			kind: 'edit' as const,
			target: item.siteId,
			text: 'Other words',
			siteId: id,
		};
		const captured = [...facts.captured, {...edit, announcedAt: at, outcomeAt: at + 400}];
		const exports = facts.exports.map(one => ({
			...one,
			published: one.published.map(post =>
				one.site === site && post.text === item.text && Math.abs(post.at - item.outcomeAt!) < hour
					? {...post, text: 'Other words', ...(site === 'x' && {id, versions: [item.siteId, id]})}
					: post,
			),
		}));
		const {found, reconciled} = findGaps({...facts, captured, exports});
		expect(found).toEqual([]);
		expect(reconciled.flatMap(({goneFromSite}) => goneFromSite)).toEqual([]);
	});
});

describe('the register', () => {
	const gapOf = () => {
		const facts = month(800, 2);
		facts.devices[0]!.records = facts.devices[0]!.records.filter(({n}) => n !== 40);
		return {facts, gap: registered(facts)[0]!};
	};

	test('who explains a gap does not close it', () => {
		const {gap} = gapOf();
		expect(decideGap(gap, {type: 'explain', reason: ' ', evidence: ''}, 'ann')).toBe('no-reason');
		const explained = decideGap(
			gap,
			{type: 'explain', reason: 'profile rebuilt', evidence: 'T-1'},
			'ann',
		) as Gap;
		expect(explained).toMatchObject({state: 'explained', owner: 'ann'});
		expect(decideGap(explained, {type: 'close'}, 'ann')).toBe('same-person');
		expect(decideGap(explained, {type: 'close'}, 'bob')).toMatchObject({state: 'closed', closedBy: 'bob'});
		expect(decideGap(gap, {type: 'close'}, 'bob')).toBe('not-explained');
	});

	test('what came after all is filled; found again it is open again; the same look changes nothing', () => {
		const {facts, gap} = gapOf();
		const {found} = findGaps(facts);
		expect(mergeGaps([gap], found, facts.period)).toEqual({added: [], changed: []});
		const [filled] = mergeGaps([gap], [], facts.period).changed;
		expect(filled).toMatchObject({state: 'filled', id: gap.id});
		expect(mergeGaps([filled!], found, facts.period).changed).toMatchObject([{state: 'open'}]);
		expect(mergeGaps([gap], [], {from: facts.period.to, to: facts.now}).changed).toEqual([]);
	});

	test('the statement counts what it names, and says what it does not cover', () => {
		const {facts} = gapOf();
		const register = registered(facts);
		const integrity = {entries: 900, checkpoints: 31, consistent: 31, timestamps: 0};
		const statement = statementOf(facts, findGaps(facts), register, integrity);
		expect(statement.sequence).toMatchObject({devices: 2, missing: 1, unbroken: 1});
		expect(statement.heartbeat.healthy).toBe(1);
		expect(statement.site).toMatchObject({without: 0, notCaptured: 0, goneFromSite: 0});
		expect(statement.site.matched).toBe(statement.site.published);
		expect(statement.text).toContain('1 number is missing');
		expect(statement.text).toContain('This is not a claim that nothing else exists.');
		expect(statement.text).toContain('Personal accounts');
	});
});

function changeBeats(
	facts: Month,
	change: (beat: NonNullable<Month['devices'][0]['records'][0]['beat']>) => object,
) {
	return facts.devices.map(device => ({
		...device,
		records: device.records.map(record =>
			record.beat ? {...record, beat: {...record.beat, ...change(record.beat)}} : record,
		),
	}));
}

function first({captured}: Month, change: object) {
	const index = captured.findIndex(({site}) => site === 'x');
	return captured.map((item, i) => (i === index ? {...item, ...change} : item));
}

function witnessed(what: 'unseen' | 'unreleased') {
	const place = {site: 'x', account: '1700', operation: 'post'} as const;
	return {name: 'HS-9', device: 'device-0', n: 7, at: Date.UTC(2026, 2, 5, 10) + hour, ...place, what};
}
