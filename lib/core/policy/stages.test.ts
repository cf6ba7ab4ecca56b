import {expect, test} from 'vitest';
import type {Finding} from './finding.ts';
import {type Stages, shadowAt, shownAt, stageOf} from './stages.ts';

const plan: Stages = {
	'FIN-23': [
		{stage: 'shadow', locations: ['group/north/leeds', 'group/north/hull'], from: 100},
		{stage: 'tip', locations: ['group/north/leeds'], from: 200},
		{stage: 'hold', locations: ['group'], from: 300},
	],
	'FIN-24': [],
};

test.each([
	{rule: 'FIN-23', location: 'group/north/leeds', now: 99, stage: 'draft'},
	{rule: 'FIN-23', location: 'group/north/leeds', now: 100, stage: 'shadow'},
	{rule: 'FIN-23', location: 'group/north/leeds/showroom', now: 250, stage: 'tip'},
	{rule: 'FIN-23', location: 'group/north/hull', now: 250, stage: 'shadow'},
	{rule: 'FIN-23', location: 'group/north/hullabaloo', now: 250, stage: 'draft'},
	{rule: 'FIN-23', location: 'group/south/truro', now: 300, stage: 'hold'},
	{rule: 'FIN-24', location: 'group', now: 300, stage: 'draft'},
	{rule: 'FIN-01', location: 'group', now: 0, stage: 'hold'},
	{rule: 'toString', location: 'group', now: 0, stage: 'hold'},
])('$rule at $location, $now: $stage', ({rule, location, now, stage}) => {
	expect(stageOf(plan, rule, location, now)).toBe(stage);
});

const finding = (rule: string) =>
	({rule, severity: 'block', confidence: 'certain', start: 0, end: 1, route: true}) as Finding;

test('a shadow is never shown, a tip stops nothing, the rest is as written', () => {
	const all = [finding('FIN-23'), finding('FIN-01')];
	const at = (location: string, now: number) =>
		shownAt(plan, all, {location, now}).map(({rule, severity, route}) => [rule, severity, route]);
	const other = ['FIN-01', 'block', true];
	expect(at('group/north/leeds', 150)).toEqual([other]);
	expect(at('group/north/leeds', 250)).toEqual([['FIN-23', 'advise', undefined], other]);
	expect(at('group/north/leeds', 350)).toEqual([['FIN-23', 'block', true], other]);
	expect(shadowAt(plan, all, {location: 'group/north/leeds', now: 150})).toEqual([all[0]]);
	expect(shadowAt(plan, all, {location: 'group/north/leeds', now: 250})).toEqual([]);
});
