import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {LEEDS, pageLockBench} from './support/bench.ts';
import {openStage, type Stage} from './support/stage.ts';
import {body, ways} from './support/ways.ts';

const bench = pageLockBench();

describe('good manners', () => {
	test('patched functions look and behave like the browser’s', async () => {
		const odd = await bench.page.evaluate(() => {
			const frame = document.createElement('iframe');
			frame.setAttribute('sandbox', '');
			const subjects: [object, string, number][] = [
				[XMLHttpRequest.prototype, 'open', 2],
				[XMLHttpRequest.prototype, 'send', 0],
				[XMLHttpRequest.prototype, 'setRequestHeader', 2],
				[XMLHttpRequest.prototype, 'abort', 0],
				[globalThis, 'fetch', 1],
				[Navigator.prototype, 'sendBeacon', 1],
			];
			return subjects.flatMap(([owner, name, length]) => {
				const {value, ...rest} = Object.getOwnPropertyDescriptor(owner, name)!;
				const isSame =
					value.name === name &&
					value.length === length &&
					`${value}`.includes('[native code]') &&
					!('prototype' in value) &&
					rest.writable &&
					rest.enumerable &&
					rest.configurable;
				return isSame ? [] : [name];
			});
		});
		expect(odd).toEqual([]);
	});

	test('errors of the browser stay its own', async () => {
		await bench.guardSays('go', LEEDS);
		const errors = await bench.page.evaluate(async () => {
			const nameOf = (run: () => unknown) => {
				try {
					run();
					return 'none';
				} catch (error) {
					return (error as Error).name;
				}
			};
			return [
				nameOf(() => new XMLHttpRequest().send()),
				nameOf(() => (new XMLHttpRequest() as unknown as {open(): void}).open()),
				nameOf(() => XMLHttpRequest.prototype.send.call({} as XMLHttpRequest)),
				nameOf(() =>
					Reflect.apply(XMLHttpRequest.prototype.open, {}, ['POST', '/i/api/graphql/q/CreateTweet']),
				),
				await (fetch as () => Promise<unknown>)().catch(error => error.name),
				await fetch('/i/api/graphql/q/CreateTweet', {method: 'POST', mode: 'nonsense' as 'cors'}).catch(
					error => error.name,
				),
			];
		});
		expect(errors).toEqual([
			'InvalidStateError',
			'TypeError',
			'TypeError',
			'TypeError',
			'TypeError',
			'TypeError',
		]);
	});

	test('reads pass at once, even before the guard has spoken', async () => {
		const status = await bench.page.evaluate(
			() =>
				new Promise(resolve => {
					const xhr = new XMLHttpRequest();
					xhr.open('POST', '/i/api/graphql/q/HomeTimeline');
					xhr.onloadend = () => resolve(xhr.status);
					xhr.send('{"variables":{"count":20},"queryId":"q"}');
				}),
		);
		expect(status).toBeGreaterThan(0);
		expect(await bench.heard('ask')).toEqual([]);
	});

	test('an answer is read from a copy: the page reads it too', async () => {
		await bench.guardSays('go', LEEDS);
		const seen = await bench.page.evaluate(async body => {
			const response = await fetch('/i/api/graphql/q/CreateTweet', {method: 'POST', body});
			return {used: response.bodyUsed, text: (await response.text()).length};
		}, body);
		expect(seen.used).toBe(false);
		expect(seen.text).toBeGreaterThan(0);
	});
});

describe('beside another extension', () => {
	let crowded: Stage;
	beforeAll(async () => {
		crowded = await openStage({
			before: `
			{
				window.XMLHttpRequest = class extends window.XMLHttpRequest {
					open(...args) { this.opened = args[1]; return super.open(...args); }
					send(...args) { document.documentElement.dataset.sent = this.opened; return super.send(...args); }
				};
				const {fetch} = window;
				window.fetch = function (...args) { document.documentElement.dataset.fetched = '1'; return fetch.apply(this, args); };
			}`,
		});
	});
	afterAll(() => crowded.close());

	beforeEach(() => crowded.control('POST /reset'));

	test.each(['xhr', 'fetch'] as const)('its %s wrapper keeps working, and ours too', async way => {
		const other = await crowded.open('https://x.com/home');
		await other.guard((end, account) => {
			end.answerWith('refuse');
			end.accounts(account!);
		}, LEEDS);
		expect(await other.page.evaluate<unknown, string>(ways[way], body)).toBe('failed');
		expect(await crowded.received('CreateTweet')).toEqual([]);
		await other.guard(end => end.answerWith('go'));
		expect(await other.page.evaluate<unknown, string>(ways[way], body)).toBe('answered');
		expect(await crowded.received('CreateTweet')).toHaveLength(1);
		expect(await other.page.evaluate(() => Object.keys(document.documentElement.dataset))).toContain(
			way === 'xhr' ? 'sent' : 'fetched',
		);
	});
});

describe('whichever half of the bridge runs first', () => {
	test.each([true, false])('guard first: %s, the verdict arrives', async guardFirst => {
		const stage = await openStage({guardFirst});
		try {
			const {page, guard} = await stage.open('https://x.com/home');
			await guard((end, account) => {
				end.answerWith('refuse');
				end.accounts(account!);
			}, LEEDS);
			expect(await guard(end => end.guard.connected())).toBe(true);
			expect(await page.evaluate(ways.xhr, body)).toBe('failed');
			expect(await guard(end => end.heard.length)).toBe(1);
		} finally {
			await stage.close();
		}
	});
});
