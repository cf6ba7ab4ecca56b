/** A log of a million records: how long a search, a summary and a proof take. `COUNTERSIGN_ITEMS` for another size. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Asked, broadFrom, conditionOf, countItems, selectItems} from '#hub/archive/search/query.ts';
import type {ItemRow} from '#hub/archive/search/tables.ts';
import {wordIndex} from '#hub/archive/search/word-index.ts';
import {createTree} from '#hub/archive/tree.ts';
import {summaryOf} from '#hub/audit/summary.ts';
import {openStore, type Store} from '#hub/store/store.ts';
import {everySearch, type Search} from '#lib/core/archive/search/search.ts';
import {wordsOf} from '#lib/core/archive/search/words.ts';

const items = Number(process.env.COUNTERSIGN_ITEMS ?? 1_000_000);
const words = [
	'finance',
	'monthly',
	'deposit',
	'offer',
	'weekend',
	'stock',
	'test',
	'drive',
	'service',
	'leeds',
	'york',
	'van',
	'electric',
	'warranty',
	'pcp',
	'balloon',
	'payment',
];
const start = Date.UTC(2026, 0, 1);
const day = 24 * 60 * 60_000;

let store: Store;
const data = mkdtempSync(join(tmpdir(), 'countersign-search-'));
beforeAll(async () => {
	store = await openStore({data});
	for (let from = 0; from < items; from += 5000) await fill(from, Math.min(items, from + 5000));
}, 900_000);
afterAll(async () => {
	await store.close();
	rmSync(data, {recursive: true, force: true});
});

/** Rare words are rare: the n-th is in about every n-th text; names of single posts are unique. */
function textOf(n: number): string {
	return `${words.filter((_, i) => n % (i + 3) === 0).join(' ')} number${n} ${n % 997 === 0 ? 'campaign' : ''}`;
}

async function fill(from: number, to: number): Promise<void> {
	const index = wordIndex(store.dialect);
	await store.write(async trx => {
		for (let n = from; n < to; n++) {
			await trx.insertInto('archive_items').values(rowOf(n)).execute();
			await index.put(trx, [{doc: n, words: wordsOf(textOf(n)).join(' '), isNew: true}]);
		}
	});
}

/** Spread over 90 days, 61 accounts, 39 branches, 200 people; two of three were approved. */
function rowOf(n: number): ItemRow {
	const at = start + Math.floor((n * 90 * day) / items);
	const isApproved = n % 3 > 0;
	return {
		...{item: `i${n}`, seq: n, until: null, doc: n, name: `HS-${n}`, at, kind: 'post', state: 'sent'},
		...{site: n % 2 === 0 ? 'x' : 'facebook', account: `${1700 + (n % 61)}`, location: `group/b${n % 39}`},
		...{author: `p${n % 200}`, device: `d${n % 212}`, approvers: isApproved ? ' p999 ' : ''},
		...{held_at: at, approved_at: isApproved ? at + 540_000 : null, announced_at: at, outcome_at: at},
		...{
			site_id: `19${n}`,
			url: '',
			target: null,
			policy: null,
			text_seq: null,
			asked_at: null,
			facts: '',
			ready: '',
		},
		rules: n % 7 === 0 ? ' FIN-09 ' : '',
	};
}

const month = {from: start + 20 * day, to: start + 27 * day};
const questions: [string, Partial<Search>, string[]][] = [
	['a rare word', {words: 'campaign'}, []],
	['one post', {words: `number${items - 7}`}, []],
	['a phrase in a week', {words: '"balloon payment"', ...month}, []],
	['a concept in a week', month, ['pcp', 'balloon payment', 'warrant*']],
	['a person in a week', {people: ['p17'], ...month}, []],
	['a rule and a branch in a week', {rules: ['FIN-09'], locations: ['group/b3'], ...month}, []],
	['a common word', {words: 'finance'}, []],
	['everything', {}, []],
];

describe(`an index of ${items} items`, () => {
	test('search: 20 times each, the 95th percentile', async () => {
		const index = wordIndex(store.dialect);
		const figures: Record<string, object> = {};
		for (const [name, change, terms] of questions) {
			const asked: Asked = {search: {...everySearch, ...change}, terms, position: items, places: ['group']};
			const condition = () => conditionOf(index, asked);
			const found = await countItems(store.db, condition());
			const paged = () => conditionOf(index, asked, found > broadFrom);
			const page = await times(20, () => selectItems(store.db, paged(), {limit: 50, offset: 0}));
			const count = await times(5, () => countItems(store.db, condition()));
			const summary = await times(3, () => summaryOf(store.db, index, asked));
			expect(found).toBeGreaterThan(0);
			figures[name] = {found, pageP95: page.p95, countP95: count.p95, summaryP95: summary.p95};
		}
		console.table(figures);
	}, 900_000);

	test('a proof', () => {
		const tree = createTree();
		for (let n = 0; n < items; n++) tree.push(Buffer.from(`entry ${n}`));
		const begun = performance.now();
		for (let i = 0; i < 1000; i++) tree.inclusion((i * 997) % items, items);
		const each = (performance.now() - begun) / 1000;
		console.log(`inclusion proof in a tree of ${items}: ${each.toFixed(3)} ms`);
		expect(each).toBeLessThan(50);
	}, 120_000);
});

/** Milliseconds. */
async function times(count: number, work: () => Promise<unknown>): Promise<{p95: number}> {
	const taken: number[] = [];
	for (let i = 0; i < count; i++) {
		const begun = performance.now();
		await work();
		taken.push(performance.now() - begun);
	}
	return {p95: Math.round(taken.toSorted((a, b) => a - b)[Math.ceil(count * 0.95) - 1]!)};
}
