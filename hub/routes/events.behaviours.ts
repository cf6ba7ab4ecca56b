import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {eventsPath, type HubEvent} from '#lib/api/contract.ts';
import {prove} from '#lib/api/proof.ts';
import type {Connected} from '../client.ts';
import {approve, refusal, submission, type TestHub} from '../hub.fixture.ts';

const leeds = 'group/north/leeds';

/** What a browser hears, over a real socket. */
export function eventBehaviours(open: () => Promise<TestHub>): void {
	describe('events', () => {
		let hub: TestHub;
		let url: string;
		let priya: Connected;
		let tom: Connected;
		let amira: Connected;
		beforeAll(async () => {
			hub = await open();
			url = await hub.app.listen({port: 0, host: '127.0.0.1'});
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
			amira = await hub.hire('Amira Said', {role: 'reviewer', location: 'group/south'});
		});
		afterAll(() => hub.close());

		let asked = 0;
		async function listen(who: Connected, headers: Record<string, string> = {}, inQuery = false) {
			const stop = new AbortController();
			const request = {method: 'GET', path: eventsPath, body: new Uint8Array()};
			const proof = await prove(who.key, who.device, request, hub.clock.now, `events-${++asked}`);
			const address = inQuery ? `${eventsPath}?proof=${encodeURIComponent(proof)}` : eventsPath;
			const response = await fetch(url + address, {
				headers: {...headers, ...(!inQuery && {authorization: proof})},
				signal: stop.signal,
			});
			const events = eventsOf(response);
			let last = '';
			return {
				stop: () => stop.abort(),
				lastId: () => last,
				/** The next event, or `undefined` at the end of the stream. */
				async next(): Promise<HubEvent | undefined> {
					const {value} = await events.next();
					last = value?.id || last;
					// The rules published before anybody listened are announced when the hub next looks, which may be now
					return value?.event.type === 'policy' ? this.next() : value?.event;
				},
			};
		}

		test('author and reviewer hear of a hold, a reviewer elsewhere does not', async () => {
			const [author, reviewer, stranger] = await Promise.all([listen(priya), listen(tom), listen(amira)]);
			for (const stream of [author, reviewer, stranger]) expect((await stream.next())?.type).toBe('hello');
			const hold = await priya.client.call('submit', await submission(hub));
			const expected = {type: 'hold', id: hold.id, state: 'held'};
			expect(await author.next()).toEqual(expected);
			expect(await reviewer.next()).toEqual(expected);
			await approve(hub, tom, hold);
			expect(await author.next()).toEqual({...expected, state: 'approved'});
			// Everybody hears of accounts, so the stranger has heard nothing before it
			await hub.helen.client.call('registerAccount', (await tom.client.call('accounts'))[0]);
			expect(await stranger.next()).toEqual({type: 'accounts'});
			for (const stream of [author, reviewer, stranger]) stream.stop();
		});

		test('a browser that was away hears what it missed', async () => {
			const before = await listen(priya);
			await before.next();
			const first = await priya.client.call('submit', await submission(hub));
			await before.next();
			before.stop();
			const second = await priya.client.call('submit', await submission(hub));
			const after = await listen(priya, {'last-event-id': before.lastId()});
			await after.next();
			expect(await after.next()).toMatchObject({id: second.id});
			expect(first.id).not.toBe(second.id);
			after.stop();
		});

		test('the proof may stand in the address, where headers cannot be set', async () => {
			const stream = await listen(tom, {}, true);
			expect((await stream.next())?.type).toBe('hello');
			stream.stop();
		});

		test('without a proof nobody listens', async () => {
			expect((await fetch(url + eventsPath)).status).toBe(401);
			expect((await fetch(`${url}${eventsPath}?proof=x`)).status).toBe(401);
			// Only there: elsewhere an address would end in a log
			expect(await refusal(tom.client.raw('GET', '/v1/me?proof=x').then(({status}) => status))).toEqual({
				answered: 200,
			});
		});

		test('a stream ends when its device is revoked', async () => {
			const sam = await hub.hire('Sam Reed', {role: 'reviewer', location: leeds});
			const stream = await listen(sam);
			await stream.next();
			await hub.helen.client.call('revokeDevice', undefined, {device: sam.device});
			expect(await stream.next()).toBeUndefined();
		});
	});
}

/** Server-sent events are blocks of lines with an empty line between them; comments have no data. */
async function* eventsOf(response: Response): AsyncGenerator<{id: string; event: HubEvent}, undefined> {
	let buffer = '';
	for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
		const blocks = (buffer + text).split('\n\n');
		buffer = blocks.pop()!;
		for (const block of blocks) {
			const data = /^data: (.*)$/m.exec(block)?.[1];
			if (data) yield {id: /^id: (.*)$/m.exec(block)?.[1] ?? '', event: JSON.parse(data) as HubEvent};
		}
	}
	return undefined;
}
