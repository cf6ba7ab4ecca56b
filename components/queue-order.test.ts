import {describe, expect, test} from 'vitest';
import type {HoldView} from '#lib/api/contract.ts';
import {emptyDraft, type Operation} from '#lib/core/draft.ts';
import {followerOf, inGroups, inOrder, isDecidable} from './queue-order.ts';

const hour = 60 * 60_000;

function hold(
	id: string,
	change: {
		operation?: Operation;
		text?: string;
		heldAt?: number;
		expiresAt?: number;
		severity?: 'block' | 'review' | 'advise';
	} = {},
) {
	const {operation = 'post', text = id, heldAt = 0, expiresAt = 10 * hour, severity} = change;
	const draft = {...emptyDraft('x', operation, '1'), text};
	const findings = severity ? [{severity, confidence: 'certain'}] : [];
	return {id, draft, heldAt, expiresAt, findings, state: 'held', mayDecide: true} as unknown as HoldView;
}

const ids = (holds: readonly Pick<HoldView, 'id'>[]) => holds.map(({id}) => id);

describe('order', () => {
	test('a customer’s wait comes first, the longest before all', () => {
		const holds = [
			hold('post'),
			hold('late', {operation: 'reply', heldAt: 5}),
			hold('early', {operation: 'dm', heldAt: 1}),
		];
		expect(ids(inOrder(holds))).toEqual(['early', 'late', 'post']);
	});

	test('then what ends soonest, then what is riskiest, then what is oldest', () => {
		const holds = [
			hold('new', {heldAt: 9}),
			hold('old', {heldAt: 1}),
			hold('risky', {severity: 'block', heldAt: 9}),
			hold('less risky', {severity: 'review', heldAt: 9}),
			hold('soon', {expiresAt: hour}),
		];
		expect(ids(inOrder(holds))).toEqual(['soon', 'risky', 'less risky', 'old', 'new']);
	});
});

test('groups: customers, findings, one wording for several accounts, the rest; none is empty', () => {
	const holds = [
		hold('plain'),
		hold('a', {text: 'Merry Christmas'}),
		hold('b', {text: 'Merry Christmas', heldAt: 1}),
		hold('finance', {severity: 'review'}),
		hold('tip', {severity: 'advise'}),
		hold('answer', {operation: 'comment'}),
	];
	expect(inGroups(holds).map(group => [group.key, ids(group.holds)])).toEqual([
		['customers', ['answer']],
		['findings', ['finance']],
		['same', ['a', 'b']],
		['others', ['plain', 'tip']],
	]);
	expect(inGroups([])).toEqual([]);
});

test.each([
	['held', true, true],
	['in_review', true, true],
	['approved', true, false],
	['held', 'four-eyes', false],
] as const)('%s, may decide: %s → %s', (state, mayDecide, expected) => {
	expect(isDecidable({...hold('h'), state, mayDecide})).toBe(expected);
});

describe('what follows', () => {
	const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(id => hold(id)) as [HoldView, HoldView, HoldView, HoldView];

	test.each<{after: string; from: HoldView[]; waiting: HoldView[]; follows: string | undefined}>([
		{after: 'b', from: [a, b, c], waiting: [a, b, c], follows: 'c'},
		{after: 'c', from: [a, b, c], waiting: [a, b, c], follows: 'a'},
		// Decided by somebody else meanwhile
		{after: 'b', from: [a, b, c, d], waiting: [a, b, d], follows: 'd'},
		// The list knows of the decision already
		{after: 'b', from: [a, b, c], waiting: [a, c], follows: 'c'},
		// None of those that were seen is left
		{after: 'b', from: [a, b], waiting: [d], follows: 'd'},
		{after: 'b', from: [b], waiting: [b], follows: undefined},
	])('$after in $from.length, $waiting.length wait: $follows', ({after, from, waiting, follows}) => {
		expect(followerOf(after, from, waiting)?.id).toBe(follows);
	});
});
