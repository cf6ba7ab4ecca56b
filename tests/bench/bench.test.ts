import {expect, test} from 'vitest';
import {inNode, measureTerms} from './checking.ts';
import {engineMatcher, peers} from './matchers.ts';
import {CrossCheckError, crossCheck} from './race-terms.ts';
import {lineOf, type Result} from './results.ts';
import {lexiconOf, sceneOf} from './scenes.ts';

const effort = {rounds: 3, turn: 0.1, warmth: 1};

test('a result for each peer, with the figures the contract names', async () => {
	const results: Result[] = [];
	const plan = {counts: [100], lengths: [280], effort, slow: effort, tabs: 1};
	await measureTerms(inNode, plan, result => results.push(result));
	expect(results.map(({name}) => name.split(': ')[1])).toEqual(
		Object.keys(peers).filter(name => name !== 'a RegExp for each term'),
	);
	for (const result of results) {
		expect(result).toMatchObject({
			unit: 'µs a text',
			name: expect.stringContaining('100 terms, 280 characters'),
		});
		expect(result.ratio).toBeGreaterThan(0);
		expect(result.low).toBeLessThanOrEqual(result.high!);
		expect(lineOf(result)).toContain(result.name);
	}
});

test('an engine that misses a term, or sees one too many, fails before it is timed', () => {
	const lexicon = lexiconOf(1000);
	const scene = sceneOf(lexicon, 2000, effort);
	const engine = engineMatcher(lexicon.alone);
	expect(() => crossCheck(engine, scene)).not.toThrow();
	const short = {...engine, spans: (text: string) => engine.spans(text).slice(1)};
	expect(() => crossCheck(short, scene)).toThrow(CrossCheckError);
	const long = {...engine, spans: (text: string) => [[0, 3] as const, ...engine.spans(text)]};
	expect(() => crossCheck(long, scene)).toThrow(CrossCheckError);
	const blind = {name: 'blind', ...peers['one alternation RegExp']!(scene.terms), folds: true};
	expect(() => crossCheck(blind, scene)).toThrow(/disguised/);
});
