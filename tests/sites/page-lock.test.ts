import {describe, expect, test} from 'vitest';
import {LEEDS, pageLockBench, YORK} from './support/bench.ts';
import {until} from './support/stage.ts';
import {body, everyWay, text} from './support/ways.ts';

const bench = pageLockBench();

describe.each(everyWay)('%s', way => {
	test('is refused as a network error when the guard says so, and nothing leaves', async () => {
		await bench.guardSays('refuse', LEEDS);
		expect(await bench.send(way)).toBe('failed');
		expect(await bench.received()).toEqual([]);
	});
});

// A frame has a guard's end of its own, which no test here instructs.
describe.each(everyWay.filter(way => way !== 'fresh frame'))('%s', way => {
	test('leaves untouched when the account is not guarded, and nobody is asked', async () => {
		await bench.guardSays('refuse', YORK);
		expect(await bench.send(way)).toBe('answered');
		await until(async () => (await bench.methods()).some(method => method !== 'GET'));
		expect(await bench.heard('ask')).toEqual([]);
	});
});

describe.each(['xhr', 'fetch', 'fetch of a Request', 'fetch with a typed array'] as const)('%s', way => {
	test('waits for the verdict, then leaves once, as it was', async () => {
		await bench.guardSays('silent', LEEDS);
		const sent = bench.send(way);
		await until(async () => (await bench.heard('ask')).length === 1);
		expect(await bench.received()).toEqual([]);
		const [ask] = await bench.heard('ask');
		expect(ask).toMatchObject({
			transport: way === 'xhr' ? 'xhr' : 'fetch',
			outgoing: {name: 'CreateTweet', account: LEEDS, draft: {text, operation: 'post', unknown: []}},
		});
		await bench.guard((end, id) => {
			end.answer(id!, true);
			end.answer(id!, true);
		}, ask!.id);
		expect(await sent).toBe('answered');
		expect(await bench.received()).toEqual([JSON.parse(body)]);
		await until(async () => (await bench.heard('answered')).length === 1);
		expect(await bench.heard('answered')).toMatchObject([{name: 'CreateTweet', status: 200}]);
	});

	test('waits for the guard to speak at all', async () => {
		const sent = bench.send(way);
		await bench.guardSays('go', LEEDS);
		expect(await sent).toBe('answered');
		expect(await bench.heard('ask')).toHaveLength(1);
	});

	test('is refused when no verdict comes', async () => {
		await bench.guardSays('silent', LEEDS);
		expect(await bench.send(way)).toBe('failed');
		expect(await bench.received()).toEqual([]);
		expect(await bench.heard('failed')).toMatchObject([{reason: 'no verdict in time'}]);
	});
});

test('a verdict is for one request', async () => {
	await bench.guardSays('silent', LEEDS);
	const first = bench.send('fetch');
	await until(async () => (await bench.heard('ask')).length === 1);
	const second = bench.send('fetch');
	await until(async () => (await bench.heard('ask')).length === 2);
	const ids = await bench.heard('ask');
	await bench.guard(
		(end, [first, second]) => {
			end.answer(first, true);
			end.answer(first, true);
			end.answer(second, false);
			end.answer(second, true);
		},
		ids.map(({id}) => id) as [number, number],
	);
	expect(await Promise.all([first, second])).toEqual(['answered', 'failed']);
	expect((await bench.received()).length).toBe(1);
});
