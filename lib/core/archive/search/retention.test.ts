import fc from 'fast-check';
import {expect, test} from 'vitest';
import {keptUntil, mayShorten, type Topic} from './retention.ts';

const some = (...all: string[]) => fc.subarray(all);
const topic: fc.Arbitrary<Topic> = fc.record({
	...{id: fc.constant('motor'), title: fc.constant('Motor'), basis: fc.constant('PS26/3')},
	years: fc.option(fc.integer({min: 6, max: 15})),
	notBefore: fc.option(fc.constantFrom('2031-04-30', '2040-01-01')),
	rules: some('FIN-01', 'FIN-02'),
	kinds: some('post', 'reply'),
	concept: fc.option(fc.constantFrom('pcp', 'balloon')),
});
const item = fc.record({
	at: fc.integer({min: Date.UTC(2025, 0), max: Date.UTC(2027, 0)}),
	kind: fc.constantFrom('post', 'reply', 'comment'),
	rules: some('FIN-01', 'FIN-02', 'DP-01'),
	concepts: some('pcp', 'balloon'),
	state: fc.constant('sent' as const),
});

test('a change that needs one admin only never lets anything be erased sooner', () =>
	fc.assert(
		fc.property(topic, topic, item, (before, after, kept) => {
			fc.pre(!mayShorten(before, after));
			const end = (of: Topic) => keptUntil(kept, [of]).until ?? Number.POSITIVE_INFINITY;
			expect(end(after)).toBeGreaterThanOrEqual(end(before));
		}),
		{numRuns: 2000},
	));

test('longer, wider, and for ever take one; shorter and narrower take two', () => {
	const motor: Topic = {
		...{id: 'motor', title: 'Motor', basis: 'PS26/3', years: 12, notBefore: '2031-04-30'},
		...{rules: ['FIN-01'], kinds: [], concept: null},
	};
	const changed = (change: Partial<Topic>) => mayShorten(motor, {...motor, ...change});
	expect([changed({}), changed({years: null}), changed({rules: []}), changed({kinds: ['post']})]).toEqual(
		Array.from({length: 4}, () => false),
	);
	expect([changed({years: 11}), changed({notBefore: null}), changed({rules: ['FIN-02']})]).toEqual(
		Array.from({length: 3}, () => true),
	);
});
