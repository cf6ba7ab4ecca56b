import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {MessageError} from '#lib/messaging/send.ts';
import {asker, pauseAfter, type Shown} from './asker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Answers with these in turn; an error is thrown. */
function asked(...answers: (string | Error)[]) {
	const controller = new AbortController();
	const shown: Shown<string>[] = [];
	let times = 0;
	const ask = async () => {
		const answer = answers[Math.min(times++, answers.length - 1)]!;
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const {again} = asker(ask, one => void shown.push(one), controller.signal);
	return {shown, again, controller, times: () => times};
}

const silent = new MessageError('silent');

test('a background that did not answer is asked again by itself, with growing pauses', async () => {
	const {shown} = asked(silent, silent, 'list');
	await vi.advanceTimersByTimeAsync(0);
	expect(shown).toEqual([{trouble: 'late'}]);
	await vi.advanceTimersByTimeAsync(pauseAfter(1));
	expect(shown).toHaveLength(2);
	await vi.advanceTimersByTimeAsync(pauseAfter(2) - 1);
	expect(shown).toHaveLength(2);
	await vi.advanceTimersByTimeAsync(1);
	expect(shown.at(-1)).toEqual({answer: 'list', trouble: 'none'});
});

test('however long it is away, never longer than the longest pause', () => {
	expect([1, 2, 3, 5, 6, 1000].map(pauseAfter)).toEqual([200, 400, 800, 3200, 5000, 5000]);
});

test('after an answer it is left alone; many wishes at once are one more question', async () => {
	const {shown, again, times} = asked('first', 'second');
	again();
	again();
	again();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(times()).toBe(2);
	expect(shown.map(({answer}) => answer)).toEqual(['first', 'second']);
});

test('an updated extension is not asked again: it cannot answer', async () => {
	const {shown, times} = asked(new MessageError('gone'));
	await vi.advanceTimersByTimeAsync(60_000);
	expect(shown).toEqual([{trouble: 'gone'}]);
	expect(times()).toBe(1);
});

test('a closed screen asks nothing', async () => {
	const {times, controller, again} = asked(silent);
	await vi.advanceTimersByTimeAsync(0);
	controller.abort();
	again();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(times()).toBe(1);
});
