import {expect, test} from 'vitest';
import {loadPacks} from '#hub/policy-files.ts';
import {compile} from './compile.ts';
import {check, open} from './engine.ts';
import type {Pack} from './pack.schema.ts';
import {ruleSchema} from './rule.schema.ts';
import {withScopedSets} from './scoped-sets.ts';

const packOf = (id: string, rule: string, sets: Pack['sets']): Pack => ({
	...{id, title: id, version: '1.0.0', from: '2026-01-01', to: '2027-01-01', minimumEngine: 1},
	profiles: ['uk-dealer'],
	sets,
	rules: [
		ruleSchema.parse({
			...{
				id: rule,
				title: rule,
				severity: 'review',
				message: 'Look again.',
				source: 'House rule',
				why: 'A trial.',
			},
			detect: [{find: '@outer'}],
			examples: {flags: ['one', 'two', 'three'], passes: ['four']},
		}),
	],
});
const north = packOf('north', 'AA-01', {
	inner: ['tea', 'coffee'],
	outer: ['fresh @inner'],
	same: ['biscuit'],
});
const south = packOf('south', 'BB-01', {inner: ['cider'], outer: ['fresh @inner'], same: ['biscuit']});

test('each pack keeps its own meaning of a word set, also through another set', () => {
	const engine = open(compile([north, south]));
	const company = {profile: 'uk-dealer', legalName: 'Harwell & Stone', statusLine: '', address: ''} as const;
	const lists = {phones: [], emails: [], domains: [], staff: [], competitors: [], lenders: []};
	const rules = (text: string) =>
		check(engine, {
			text,
			site: 'x',
			kind: 'post',
			company: {...company, ...lists},
			context: {},
			now: Date.parse('2026-11-21'),
		}).map(({rule}) => rule);
	expect(rules('Fresh coffee at nine')).toEqual(['AA-01']);
	expect(rules('Fresh cider at nine')).toEqual(['BB-01']);
	expect(rules('Fresh bread at nine')).toEqual([]);
});

test('what is equal in all packs stays one set', () => {
	const [a, b] = withScopedSets([north, south]);
	expect(Object.keys(a!.sets).sort()).toEqual(['inner-of-north', 'outer-of-north', 'same']);
	expect(Object.keys(b!.sets).sort()).toEqual(['inner-of-south', 'outer-of-south', 'same']);
	const packs = loadPacks('policies');
	expect(withScopedSets(packs)).toEqual(packs);
});
