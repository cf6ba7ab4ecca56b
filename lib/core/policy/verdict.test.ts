import {expect, test} from 'vitest';
import {emptyDraft} from '../draft.ts';
import type {Route, When} from '../review/route.ts';
import {verdictFor} from './verdict.ts';

const route = (when: When, holds: boolean): Route => ({
	...{name: 'r', when, holds, order: 'sequence'},
	steps: [{name: 's', need: 1}],
});
const draft = {...emptyDraft('x', 'reply', '17'), text: 'Wir haben das Auto für Sie und Ihre Familie'};
const judge = (when: When, holds = true, change = {}) =>
	verdictFor(
		{secondPerson: 'findings', routes: [route(when, holds)]},
		{draft: {...draft, ...change}, findings: [], location: 'group/north/leeds'},
	);

test.each<[string, When, string]>([
	['by kind', {operations: ['reply']}, 'hold'],
	['by another kind', {operations: ['post']}, 'pass'],
	['by account', {accounts: ['x:17']}, 'hold'],
	['by branch', {locations: ['group/north']}, 'hold'],
	['by another branch', {locations: ['group/south']}, 'pass'],
	['by language', {languages: ['de']}, 'hold'],
	['by another language', {languages: ['en']}, 'pass'],
	['by the author’s experience, which the hub knows: held to be safe', {fewerApprovedThan: 5}, 'hold'],
])('a second person %s', (_, when, verdict) => expect(judge(when)).toBe(verdict));

test('a route that does not hold only says who; and taking down is never stopped', () => {
	expect(judge({}, false)).toBe('pass');
	expect(judge({}, true, {operation: 'delete'})).toBe('pass');
});
