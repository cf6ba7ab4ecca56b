import {describe, expect, test} from 'vitest';
import {type HubClient, HubError} from '#lib/api/client.ts';
import type {HubEvent} from '#lib/api/contract.ts';
import {singleFlight} from '#lib/core/single-flight.ts';
import {listen} from './live.ts';
import {serverSentEvents} from './server-sent.ts';

const lines = [
	'data: {"type":"hello","now":1}\n\n',
	': here\n\n',
	'id: 3\ndata: {"type":"hold","id":"h","state":"held"}\n\n',
	'data: {"type":"something-newer"}\n\n',
	'data: not json\n\n',
	`data: {"type":"policy","digest":"${'a'.repeat(64)}"}\r\n\r\n`,
].join('');

function hubSaying(chunks: Uint8Array[]): HubClient {
	const body = new ReadableStream({
		start(controller) {
			for (const chunk of chunks) controller.enqueue(chunk);
			controller.close();
		},
	});
	return {call: () => Promise.reject(new Error('not asked')), raw: async () => new Response(body)};
}

describe('the line to the hub', () => {
	test.each([1, 2, 7, 10_000])('events are the same when they arrive %i bytes at a time', async size => {
		const bytes = new TextEncoder().encode(lines);
		const chunks = Array.from({length: Math.ceil(bytes.length / size)}, (_, i) =>
			bytes.slice(i * size, (i + 1) * size),
		);
		const heard: HubEvent[] = [];
		let pulses = 0;
		const listener = {event: (event: HubEvent) => void heard.push(event), pulse: () => void pulses++};
		await listen(hubSaying(chunks), listener, new AbortController().signal);
		expect(heard.map(({type}) => type)).toEqual(['hello', 'hold', 'policy']);
		expect(pulses).toBe(chunks.length);
	});

	test('a hub that is away ends it quietly; anything else is a surprise', async () => {
		const failing = (error: unknown): HubClient => ({...hubSaying([]), raw: () => Promise.reject(error)});
		const listener = {event: () => {}, pulse: () => {}};
		const {signal} = new AbortController();
		const away = new HubError(0, {code: 'offline', message: ''});
		await expect(listen(failing(away), listener, signal)).resolves.toBeUndefined();
		await expect(listen(failing(new RangeError('x')), listener, signal)).rejects.toThrow(RangeError);
	});

	test('an event without an end is not collected for ever', () => {
		const feed = serverSentEvents();
		expect(() => {
			for (let i = 0; i < 100; i++) feed(`data: ${'x'.repeat(5000)}\n`);
		}).toThrow(RangeError);
	});
});

describe('single flight', () => {
	test('calls during a run share one run after it', async () => {
		let runs = 0;
		const gates: (() => void)[] = [];
		const fly = singleFlight(async () => {
			runs++;
			await new Promise<void>(resolve => gates.push(resolve));
		});
		const first = fly();
		const [second, third] = [fly(), fly()];
		expect([runs, second === third]).toEqual([1, true]);
		gates.shift()!();
		await first;
		await Promise.resolve();
		expect(runs).toBe(2);
		gates.shift()!();
		await third;
		expect(runs).toBe(2);
	});

	test('a run that fails tells its caller only', async () => {
		let isFirst = true;
		const fly = singleFlight(async () => {
			if (!isFirst) return;
			isFirst = false;
			throw new Error('first');
		});
		const [first, second] = [fly(), fly()];
		await expect(first).rejects.toThrow('first');
		await expect(second).resolves.toBeUndefined();
	});
});
