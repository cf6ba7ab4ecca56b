import {describe, expect, test} from 'vitest';
import type {HoldView} from '#lib/api/contract.ts';
import {type Draft, emptyDraft} from '#lib/core/draft.ts';
import {alikeIn, isHasty, questionsOf, rivalsOf} from './alike.ts';

let count = 0;
const hold = (text: string, change: Partial<Draft> = {}, more: Partial<HoldView> = {}) =>
	({
		id: `h${++count}`,
		draft: {...emptyDraft('x', 'post', `${count}`), text, ...change},
		findings: [],
		...more,
	}) as unknown as HoldView;

const hours =
	'Our Christmas opening hours at the showroom: closed on Friday 25 December, open again on Saturday from nine.';
const reply = {operation: 'reply', target: {kind: 'post', id: '7'}} as const;

describe('identical items of many branches', () => {
	test('are one decision; the odd one out is shown, others are left alone', () => {
		const same = [hold(hours), hold(`${hours} `), hold(hours)];
		const odd = hold(hours.replace('closed', 'open'));
		const other = hold('Something else altogether.');
		expect(alikeIn([...same, odd, other])).toEqual([{text: hours, same, odd: [odd]}]);
	});

	test('never answers to customers, pictures or what could not be read', () => {
		const media = [{sha256: 'a'.repeat(64), type: 'image/png', alt: ''}];
		for (const change of [reply, {media}, {unknown: ['x']}])
			expect(alikeIn([hold(hours, change), hold(hours, change)])).toEqual([]);
	});

	test('what the rules want looked at is asked once each', () => {
		const finding = (message: string, severity = 'review') => ({message, severity}) as never;
		const holds = [
			hold(hours, {}, {findings: [finding('Promotes finance.'), finding('A tip.', 'advise')]}),
			hold(hours, {}, {findings: [finding('Promotes finance.'), finding('Needs proof.')]}),
		];
		expect(questionsOf(holds)).toEqual(['Promotes finance.', 'Needs proof.']);
	});
});

test('two answers to one customer know of each other', () => {
	const [a, b] = [hold('Hi Jamal', reply), hold('Hello Jamal', reply)];
	const c = hold('Hi Rae', {...reply, target: {kind: 'post', id: '8'}});
	expect(rivalsOf(a, [a, b, c])).toEqual([b]);
	expect(rivalsOf(hold(hours), [a, b, c])).toEqual([]);
});

test.each([
	[[0, 1, 2, 3, 4, 5], 6, true],
	[[0, 1, 2, 3, 4], 6, false],
	[[0, 1, 2, 3, 4, 5], 31, false],
])('approvals at %j s, the next at %i s: hasty is %s', (times, now, expected) =>
	expect(
		isHasty(
			times.map(at => at * 1000),
			now * 1000,
		),
	).toBe(expected),
);
