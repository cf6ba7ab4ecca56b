import {expect, test} from 'vitest';
import type {ItemState} from '../archive/search/search.ts';
import {nothingTold, type Outcome, outcomeOf, toldAfter} from './told.ts';

const quiet = {fixed: [], corrected: [], note: ''};
const strict = (rule: string) => ({rule, isTip: false});
const first = {...quiet, findings: [strict('FIN-01'), {rule: 'FIN-02', isTip: true}]};
const disputed = {...first, note: 'Please look\nNot a problem here (FIN-01): we quote the customer'};

test.each<{what: string; said: (typeof first)[]; state: ItemState; approved: boolean; expected: Outcome}>([
	{what: 'waits', said: [first], state: 'held', approved: false, expected: 'open'},
	{what: 'approved as it is', said: [first], state: 'sent', approved: true, expected: 'overridden'},
	{what: 'disputed and approved', said: [disputed], state: 'approved', approved: true, expected: 'conceded'},
	{
		what: 'disputed and returned',
		said: [disputed],
		state: 'changes_requested',
		approved: false,
		expected: 'returned',
	},
	{what: 'rejected', said: [first], state: 'rejected', approved: false, expected: 'returned'},
	{what: 'taken back', said: [first], state: 'withdrawn', approved: false, expected: 'dropped'},
	{
		what: 'returned, then written anew',
		said: [first, {...quiet, findings: []}],
		state: 'sent',
		approved: true,
		expected: 'corrected',
	},
	{
		what: 'mended before anybody saw it',
		said: [{...quiet, findings: [], corrected: ['FIN-01']}] as never,
		state: 'sent',
		approved: false,
		expected: 'corrected',
	},
	{
		what: 'its wording taken',
		said: [{...quiet, findings: [], fixed: ['FIN-01']}] as never,
		state: 'sent',
		approved: false,
		expected: 'fixed',
	},
	{
		what: 'mended, then written in again',
		said: [{...quiet, findings: [], fixed: ['FIN-01']}, first] as never,
		state: 'sent',
		approved: true,
		expected: 'overridden',
	},
])('$what: $expected', ({said, state, approved, expected}) => {
	expect(outcomeOf('FIN-01', said.reduce(toldAfter, nothingTold), state, approved)).toBe(expected);
});

test('a tip that went out is nobody’s decision', () => {
	const told = toldAfter(nothingTold, first);
	expect(outcomeOf('FIN-02', told, 'sent', true)).toBe('ignored');
	expect(outcomeOf('FIN-02', told, 'rejected', false)).toBe('dropped');
});
