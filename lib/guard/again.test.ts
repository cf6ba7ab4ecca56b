import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {createAgain} from './again.ts';
import {account, draftOf, holdOf, now as noon, stopOrder} from './guard.fixture.ts';
import type {Look} from './judgements.ts';

beforeEach(() => void vi.useFakeTimers({now: noon}));
afterEach(() => void vi.useRealTimers());

const draft = draftOf('Kestrel GT');
const lookWith = (judgement: Look['judgement']): Look => ({
	...{account, draft, digest: '', inReplyTo: undefined, previous: undefined, judgement},
});
const checking = lookWith({verdict: 'held', why: 'checking', findings: []});
const approvedFor = (ms: number): Look => {
	const approval = {reviewer: {id: 'p2', name: 'Tom Okafor'}, at: noon, expiresAt: noon + ms};
	return lookWith({verdict: 'approved', account, findings: [], hold: holdOf(draft, {approval})});
};

/** Renders of the next hours, in milliseconds from now, each of which schedules the next. */
function rendersOf(look: Look | undefined, during: number): number[] {
	const at: number[] = [];
	const again = createAgain(Date.now, render, new AbortController().signal);
	function render(): void {
		at.push(Date.now() - noon);
		again.isSlow(look);
		again.schedule(look, Date.now());
	}
	render();
	vi.advanceTimersByTime(during);
	return at;
}

describe('what is shown is rendered again when time alone makes it untrue', () => {
	test.each([
		{what: 'rules that do not come: once, to say so', look: checking, expected: [0, 400]},
		{what: 'an account that nobody knows: once', look: undefined, expected: [0, 400]},
		{
			what: 'a stop order: when it ends by itself',
			look: lookWith({
				...({verdict: 'held', why: 'stopped', findings: []} as const),
				stop: {...stopOrder, until: noon + 3_600_000},
			}),
			expected: [0, 3_600_000],
		},
		{what: 'a clean draft: never', look: lookWith({verdict: 'pass', account, findings: []}), expected: [0]},
	])('$what', ({look, expected}) => {
		expect(rendersOf(look, 3_600_000)).toEqual(expected);
	});

	test('an approval: from its last hour on', () => {
		const renders = rendersOf(approvedFor(2 * 3_600_000), 3_600_000 + 60_000);
		expect(renders.slice(0, 4)).toEqual([0, 3_600_000, 3_620_000, 3_640_000]);
	});
});

test('slow is what lasts longer than nobody notices', () => {
	const again = createAgain(Date.now, () => undefined, new AbortController().signal);
	expect(again.isSlow(checking)).toBe(false);
	vi.advanceTimersByTime(399);
	expect(again.isSlow(checking)).toBe(false);
	vi.advanceTimersByTime(1);
	expect(again.isSlow(checking)).toBe(true);
	expect(again.isSlow(approvedFor(1))).toBe(false);
	expect(again.isSlow(checking)).toBe(false);
});
