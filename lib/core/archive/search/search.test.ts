import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {keptUntil, type Topic, usual} from './retention.ts';
import {drawSample, upperBound} from './sample.ts';
import {questionOf, wordsOf} from './words.ts';

describe('words', () => {
	test.each([
		['Drive away: £239.05 a month!', ['drive', 'away', '239', '05', 'a', 'month']],
		['ＦＩＮＡＮＣＥ Grüße ﬁnance', ['finance', 'gruße', 'finance']],
		['zero\u200bwidth', ['zerowidth']],
		['頭金ゼロ', ['頭', '金', 'ゼ', 'ロ']],
		['\ud83d', []],
	])('of %j', (text, words) => expect(wordsOf(text)).toEqual(words));

	test('a question has words, phrases, beginnings and what must not be there', () => {
		expect(
			questionOf('"Balloon payment" pcp financ* -sold -"no deposit"', ['optional final payment', 'PCP*']),
		).toEqual({
			all: [
				{words: ['balloon', 'payment'], isPrefix: false},
				{words: ['pcp'], isPrefix: false},
				{words: ['financ'], isPrefix: true},
			],
			any: [
				{words: ['optional', 'final', 'payment'], isPrefix: false},
				{words: ['pcp'], isPrefix: true},
			],
			none: [
				{words: ['sold'], isPrefix: false},
				{words: ['no', 'deposit'], isPrefix: false},
			],
		});
	});

	test('nothing but letters, digits and their marks is ever handed on', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), text => {
				for (const {words} of questionOf(text, [text]).all)
					for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
			}),
		);
	});
});

describe('a draw', () => {
	const ids = Array.from({length: 1000}, (_, i) => `item-${i}`);
	test('is the same in any order, and another with another seed', () => {
		const drawn = drawSample(ids, 'Q-1', 30);
		expect(drawn).toHaveLength(30);
		expect(drawSample(ids.toReversed(), 'Q-1', 30)).toEqual(drawn);
		expect(drawSample(ids, 'Q-2', 30)).not.toEqual(drawn);
	});

	test.each([
		[0, 300, 0.0099],
		[1, 300, 0.0157],
		[0, 0, 1],
		[5, 5, 1],
	])('%i of %i: at most %d', (hits, size, bound) => expect(upperBound(hits, size)).toBeCloseTo(bound, 4));
});

describe('retention', () => {
	const at = Date.UTC(2026, 2, 12);
	const item = {at, kind: 'post', rules: ['FIN-09'], concepts: ['pcp'], state: 'sent'} as const;
	const topic = (change: Partial<Topic>): Topic => ({...usual, id: 'topic', ...change});
	const year = (until: number | null) => until && new Date(until).getUTCFullYear();

	test.each<[string, Topic[], number | null, string]>([
		['nothing else', [], 2033, 'usual'],
		['a shorter topic never shortens', [topic({years: 3})], 2033, 'usual'],
		['the longest wins', [topic({years: 10, rules: ['FIN-09']}), topic({years: 8})], 2036, 'topic'],
		['a topic of other rules', [topic({years: 10, rules: ['GEN-01']})], 2033, 'usual'],
		['a concept', [topic({years: 10, concept: 'pcp'})], 2036, 'topic'],
		['not before a day', [topic({years: 6, notBefore: '2040-04-30', kinds: ['post']})], 2040, 'topic'],
		['indefinitely beats all', [topic({years: null, kinds: ['post']}), topic({years: 99})], null, 'topic'],
	])('%s', (_, topics, until, by) => {
		const kept = keptUntil(item, topics);
		expect([year(kept.until), kept.topic]).toEqual([until, by]);
	});
});
