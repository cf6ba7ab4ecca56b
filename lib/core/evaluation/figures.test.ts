import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {ItemState} from '../archive/search/search.ts';
import {coachingOf, fewest} from './coaching.ts';
import {factsOf, toldIn} from './facts.ts';
import {type Count, figuresOf, type Item} from './figures.ts';
import {finder} from './finder.ts';
import {nothingTold, outcomes, toldAfter} from './told.ts';

const states: ItemState[] = [
	...(['held', 'in_review', 'changes_requested', 'approved', 'released', 'sent', 'unconfirmed'] as const),
	...(['rejected', 'expired', 'withdrawn', 'superseded', 'failed', 'unknown', 'stopped', 'unseen'] as const),
	'unreleased',
];
const rules = fc.uniqueArray(fc.constantFrom('FIN-01', 'FIN-02', 'DP-03', 'ASA-04'), {maxLength: 4});
const time = fc.option(fc.integer({min: 1_790_000_000_000, max: 1_790_900_000_000}), {nil: null});
const heard = fc.record({
	findings: fc.array(fc.record({rule: fc.constantFrom('FIN-01', 'FIN-02', 'DP-03'), isTip: fc.boolean()})),
	fixed: rules,
	corrected: rules,
	note: rules.map(names => names.map(rule => `Not a problem here (${rule}): quoted`).join('\n')),
});
const known = fc.record({
	state: fc.constantFrom(...states),
	kind: fc.constantFrom('post', 'reply', 'comment'),
	location: fc.constantFrom('', 'group', 'group/north', 'group/north/leeds', 'group/south/truro'),
	approvers: fc.constantFrom('', ' tom ', ' tom sam '),
	...{held_at: time, approved_at: time, outcome_at: time, asked_at: time},
});
const item: fc.Arbitrary<Item> = fc
	.record({
		known,
		versions: fc.array(heard, {minLength: 1, maxLength: 3}),
		author: fc.integer({max: 12, min: 1}),
	})
	.map(({known: row, versions, author}) => {
		const told = versions.reduce(toldAfter, nothingTold);
		return {...row, author: `a${author}`, facts: factsOf(row, told).join(' ')};
	});
const items = fc.array(item, {maxLength: 60});

const wordsOf = ({facts}: Item) => facts.split(' ');

/** Every figure anywhere in it. */
function countsIn(value: unknown): Count[] {
	if (typeof value !== 'object' || value === null) return [];
	const own = 'count' in value && 'facts' in value ? [value as Count] : [];
	return [...own, ...Object.values(value).flatMap(countsIn)];
}

describe('of whatever the archive has', () => {
	test('each figure is the number of items of which all its words are said', () =>
		fc.assert(
			fc.property(items, all => {
				for (const {count, facts} of countsIn([figuresOf(finder(all)), coachingOf(finder(all))])) {
					const fits = (one: Item) =>
						facts.every(fact => fact.split('|').some(either => wordsOf(one).includes(either)));
					expect(count).toBe(all.filter(fits).length);
				}
			}),
		));

	test('branches, kinds and hours sum up to the whole', () =>
		fc.assert(
			fc.property(items, all => {
				const {written, hit, posted, branches, approval, answer} = figuresOf(finder(all));
				const sum = (values: readonly {count: number}[]) => values.reduce((n, {count}) => n + count, 0);
				for (const [whole, part] of [
					[written, 'written'],
					[hit, 'hit'],
					[posted, 'posted'],
				] as const)
					expect(sum(branches.map(({value}) => value[part]))).toBe(whole.count);
				for (const {all: whole, ...by} of [approval, answer])
					for (const groups of Object.values(by))
						expect(sum(groups.map(({value}) => value))).toBe(whole.count);
			}),
		));

	test('each finding came to exactly one end', () =>
		fc.assert(
			fc.property(items, all => {
				for (const {found, by} of figuresOf(finder(all)).rules)
					expect(outcomes.reduce((n, outcome) => n + by[outcome].count, 0)).toBe(found.count);
			}),
		));

	test('words say again what was told', () =>
		fc.assert(
			fc.property(known, fc.array(heard), (row, versions) => {
				const told = versions.reduce(toldAfter, nothingTold);
				expect(toldIn(factsOf(row, told))).toEqual(told);
			}),
		));

	test('nobody is told of fewer than five authors, not even by what is left out', () =>
		fc.assert(
			fc.property(items, all => {
				const {groups} = coachingOf(finder(all));
				const shown = new Set(groups.flatMap(({places}) => places));
				const counted = all.filter(one => wordsOf(one).includes('written'));
				const placeOf = (one: Item) =>
					wordsOf(one)
						.find(fact => fact.startsWith('at:'))!
						.slice(3);
				for (const {places, authors} of groups) {
					const own = counted.filter(one => places.includes(placeOf(one)));
					expect(new Set(own.map(({author}) => author)).size).toBe(authors);
					expect(authors).toBeGreaterThanOrEqual(fewest);
				}
				// Whole less shown: nothing, or everything
				const left = counted.filter(one => !shown.has(placeOf(one)));
				expect([0, counted.length]).toContain(left.length);
			}),
		));
});

test('half and nine of ten were done in a time that really occurred', () => {
	const row = {kind: 'post', location: 'group', approvers: ' tom ', outcome_at: null, asked_at: null};
	const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map(minutes => {
		const one = {...row, state: 'sent' as const, held_at: 0, approved_at: minutes * 60_000};
		return {...one, author: 'a', facts: factsOf(one, nothingTold).join(' ')};
	});
	expect(figuresOf(finder(all)).approval.all).toMatchObject({count: 10, half: 5 * 60_000, most: 9 * 60_000});
	expect(figuresOf(finder<Item>([])).approval.all).toMatchObject({count: 0, half: null, most: null});
});
