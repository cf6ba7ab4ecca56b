import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {LEEDS, pageLockBench} from './support/bench.ts';
import {openStage, type Stage, until} from './support/stage.ts';
import {body, text} from './support/ways.ts';

const bench = pageLockBench();

describe('what the page may do while its request waits', () => {
	test('abort an XHR: events as if it had been sent, and nothing leaves', async () => {
		await bench.guardSays('silent', LEEDS);
		const events = await bench.page.evaluate(
			body =>
				new Promise<string[]>(resolve => {
					const xhr = new XMLHttpRequest();
					const events: string[] = [];
					for (const type of ['readystatechange', 'load', 'error', 'abort', 'loadend'])
						xhr.addEventListener(type, () => events.push(type));
					xhr.open('POST', '/i/api/graphql/q/CreateTweet');
					xhr.addEventListener('loadend', () => resolve(events));
					xhr.send(body);
					setTimeout(() => xhr.abort(), 50);
				}),
			body,
		);
		expect(events).toEqual(['readystatechange', 'readystatechange', 'abort', 'loadend']);
		const [ask] = await bench.heard('ask');
		await bench.guard((end, id) => end.answer(id!, true), ask!.id);
		expect(await bench.received()).toEqual([]);
		expect(await bench.heard('failed')).toEqual([
			{type: 'failed', id: ask!.id, reason: 'given up by the page'},
		]);
	});

	test.each([
		{name: 'its own', signal: 'new AbortController()', error: 'AbortError'},
		{name: 'a time limit', signal: 'timeout', error: 'TimeoutError'},
	])('abort a fetch by $name', async ({name, error}) => {
		await bench.guardSays('silent', LEEDS);
		const seen = await bench.page.evaluate(
			async ([body, own]) => {
				const controller = new AbortController();
				if (own) setTimeout(() => controller.abort(), 50);
				const signal = own ? controller.signal : AbortSignal.timeout(50);
				return fetch('/i/api/graphql/q/CreateTweet', {method: 'POST', body: body as string, signal}).catch(
					error => error.name,
				);
			},
			[body, name === 'its own'] as const,
		);
		expect(seen).toBe(error);
		expect(await bench.received()).toEqual([]);
	});

	test('change the form it is sending: what was asked about leaves', async () => {
		await bench.goTo('https://www.facebook.com/');
		await bench.guardSays('silent', '61550000000101');
		await bench.page.evaluate(() => {
			const form = new FormData();
			form.set('av', '61550000000101');
			form.set('fb_api_req_friendly_name', 'ComposerStoryCreateMutation');
			form.set('variables', JSON.stringify({input: {message: {ranges: [], text: 'seen'}}}));
			const xhr = new XMLHttpRequest();
			xhr.open('POST', '/api/graphql/');
			xhr.send(form);
			form.set('variables', JSON.stringify({input: {message: {ranges: [], text: 'changed'}}}));
		});
		await until(async () => (await bench.heard('ask')).length === 1);
		const [ask] = await bench.heard('ask');
		expect(ask).toMatchObject({outgoing: {draft: {text: 'seen'}}});
		await bench.guard((end, id) => end.answer(id!, true), ask!.id);
		await until(async () => (await bench.received('ComposerStoryCreateMutation')).length === 1);
		const [received] = await bench.received('ComposerStoryCreateMutation');
		expect((received as {variables: string}).variables).toContain('seen');
	});
});

describe('the page cannot', () => {
	test('find the bridge or speak on it', async () => {
		await bench.guardSays('silent', LEEDS);
		const offered = await bench.page.evaluate(
			() =>
				new Promise(resolve => {
					const seen: string[] = [];
					for (const type of ['countersign:hello', 'countersign:bridge'])
						document.addEventListener(type, event =>
							seen.push(`${type} ${(event as MouseEvent).relatedTarget}`),
						);
					document.dispatchEvent(new CustomEvent('countersign:hello'));
					const own = document.createElement('i');
					own.addEventListener('r', () => seen.push('accepted'));
					document.dispatchEvent(new MouseEvent('countersign:bridge', {relatedTarget: own}));
					setTimeout(() => resolve(seen), 100);
				}),
		);
		// Only its own two events: no answer to a second handshake.
		expect(offered).toEqual(['countersign:hello undefined', 'countersign:bridge [object HTMLElement]']);
	});

	test('read or turn verdicts by patching prototypes', async () => {
		await bench.guardSays('silent', LEEDS);
		await bench.page.evaluate(() => {
			const world = globalThis as unknown as {leaks: unknown[]};
			world.leaks = [];
			const leak = (name: string, owner: object, key: string) => {
				const descriptor = Object.getOwnPropertyDescriptor(owner, key)!;
				const native = (descriptor.value ?? descriptor.get) as (...args: unknown[]) => unknown;
				const spy = function (this: unknown, ...args: unknown[]) {
					if (JSON.stringify([args[0]])?.includes('CreateTweet') || String(args[0]).includes('verdict'))
						world.leaks.push(name);
					return Reflect.apply(native, this, args);
				};
				Object.defineProperty(
					owner,
					key,
					descriptor.get ? {...descriptor, get: spy} : {...descriptor, value: spy},
				);
			};
			leak('addEventListener', EventTarget.prototype, 'addEventListener');
			leak('dispatchEvent', EventTarget.prototype, 'dispatchEvent');
			leak('detail', CustomEvent.prototype, 'detail');
			leak('parse', JSON, 'parse');
			leak('get', WeakMap.prototype, 'get');
			Object.defineProperty(Object.prototype, 'toJSON', {
				configurable: true,
				value(this: {type?: string}) {
					if (this?.type === 'ask') world.leaks.push('toJSON');
					return this?.type === 'ask' ? {...this, outgoing: null} : this;
				},
			});
		});
		const sent = bench.send('fetch');
		await until(async () => (await bench.heard('ask')).length === 1);
		expect(await bench.page.evaluate(() => (globalThis as unknown as {leaks: unknown[]}).leaks)).toEqual([]);
		const [ask] = await bench.heard('ask');
		expect(ask).toMatchObject({outgoing: {draft: {text}}});
		await bench.guard((end, id) => end.answer(id!, false), ask!.id);
		expect(await sent).toBe('failed');
	});

	test('show one URL to the lock and another to the browser', async () => {
		await bench.guardSays('refuse', LEEDS);
		const seen = await bench.page.evaluate(async body => {
			let reads = 0;
			const url = {toString: () => (reads++ === 0 ? '/harmless' : '/i/api/graphql/q/CreateTweet')};
			await fetch(url as unknown as string, {method: 'POST', body}).catch(() => {});
			return reads;
		}, body);
		expect(seen).toBe(1);
		expect(await bench.received()).toEqual([]);
	});
});

describe('without a guard', () => {
	let alone: Stage;
	beforeAll(async () => {
		alone = await openStage({guard: false});
	});
	afterAll(() => alone.close());

	test('a page that plays the guard is not believed, and its posts are refused', async () => {
		const {page} = await alone.open('https://x.com/home');
		const seen = await page.evaluate(async body => {
			const bridge = document.createElement('i');
			bridge.addEventListener('p', event => {
				const {id} = JSON.parse((event as CustomEvent).detail);
				bridge.dispatchEvent(
					new CustomEvent('g', {detail: JSON.stringify({type: 'verdict', id, go: true, reason: ''})}),
				);
			});
			document.dispatchEvent(new MouseEvent('countersign:bridge', {relatedTarget: bridge}));
			bridge.dispatchEvent(new CustomEvent('g', {detail: JSON.stringify({type: 'accounts', guarded: []})}));
			return fetch('/i/api/graphql/q/CreateTweet', {method: 'POST', body}).then(
				() => 'answered',
				() => 'failed',
			);
		}, body);
		expect(seen).toBe('failed');
		expect(await alone.received('CreateTweet')).toEqual([]);
	});
});
