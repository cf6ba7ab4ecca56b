import {describe, expect, test} from 'vitest';
import {asRequested, partOf, wholeOf} from '#lib/core/thread.ts';
import {draftOf, holdOf} from './guard.fixture.ts';
import {createThreads} from './threads.ts';

const texts = ['Three cars came in.', 'The Kestrel is red.', 'Come and see.'];
const whole = {...draftOf(''), ...wholeOf(texts.map(text => ({text, media: [], poll: null})))};
const hold = holdOf(whole);
const asked = (n: number, under: string | null) =>
	asRequested(partOf(whole, n, under), n === 1 ? 'first' : 'later');

/** Lets a part go and hears the site's answer. */
async function send(threads: ReturnType<typeof createThreads>, n: number, siteId: string | null | undefined) {
	const next = await threads.next(asked(n, n === 1 ? null : String(n - 1)), [hold], 0);
	if (!next) throw new Error(`part ${n} does not pass`);
	threads.ended(hold.id, `r/${n}`, siteId);
	return next;
}

describe('a thread', () => {
	test('goes out part by part, each after the one before', async () => {
		const threads = createThreads();
		expect((await send(threads, 1, '1')).part).toEqual({after: null, mark: 'first'});
		expect((await send(threads, 2, '2')).part).toEqual({after: 'r/1', mark: 'later'});
		expect((await send(threads, 3, '3')).draft).toMatchObject({thread: {part: 3, of: 3}, target: {id: '2'}});
		expect(threads.rests()).toEqual([]);
	});

	test.each([
		['the second part first', asked(2, '1')],
		['the first part with other words', {...asked(1, null), text: 'Four cars came in.'}],
		['the first part alone', {...asked(1, null), thread: null}],
		['the first part as an answer', {...asked(1, null), target: {kind: 'post' as const, id: '9'}}],
	])('does not begin with %s', async (name, draft) => {
		const next = await createThreads().next(draft, [hold], 0);
		// A request that says nothing of its place may still be the first part, of a site that marks none.
		if (name === 'the first part alone') expect(next?.part.mark).toBeNull();
		else expect(next).toBeUndefined();
	});

	test.each([
		['under another post', asked(2, '99')],
		['the third before the second', asked(3, '1')],
		['the first again', asked(1, null)],
	])('does not go on %s', async (_, draft) => {
		const threads = createThreads();
		await send(threads, 1, '1');
		expect(await threads.next(draft, [], 0)).toBeUndefined();
	});

	test('lets one copy of a part pass, and the next part only when the answer is in', async () => {
		const threads = createThreads();
		await threads.next(asked(1, null), [hold], 0);
		expect(await threads.next(asked(1, null), [hold], 0)).toBeUndefined();
		const second = threads.next(asked(2, '1'), [hold], 1000);
		threads.ended(hold.id, 'r/1', '1');
		expect((await second)?.part.after).toBe('r/1');
	});

	test('goes on after a part was refused, whether the rest is a thread or one post', async () => {
		const threads = createThreads();
		await send(threads, 1, '1');
		await send(threads, 2, null);
		expect(threads.rests()).toMatchObject([{id: hold.id, draft: {text: texts.slice(1).join('\n\n')}}]);
		const rest = asRequested(partOf(whole, 2, '1'), 'first');
		expect((await threads.next(rest, [], 0))?.part).toEqual({after: 'r/1', mark: 'first'});
		threads.dropped(hold.id);
		await send(threads, 2, '2');
		const last = asRequested(partOf(whole, 3, '2'), null);
		expect((await threads.next(last, [], 0))?.draft.thread).toEqual({part: 3, of: 3});
	});

	test('a part that did not go after all may come again', async () => {
		const threads = createThreads();
		await threads.next(asked(1, null), [hold], 0);
		threads.dropped(hold.id);
		await send(threads, 1, '1');
		await threads.next(asked(2, '1'), [hold], 0);
		threads.dropped(hold.id);
		await send(threads, 2, '2');
		await threads.next(asked(3, '2'), [hold], 0);
		threads.lost(hold.id);
		expect(await threads.next(asked(3, '2'), [], 0)).toBeUndefined();
	});

	test('is over when nobody knows what became of a part, or when the first was refused', async () => {
		for (const [n, siteId] of [
			[2, undefined],
			[1, null],
		] as const) {
			const threads = createThreads();
			if (n === 2) await send(threads, 1, '1');
			await send(threads, n, siteId);
			expect(threads.rests()).toEqual([]);
			expect(await threads.next(asked(n, n === 1 ? null : '1'), [], 0)).toBeUndefined();
		}
	});
});
