/**
 * Deliveries over a bad network: each request or answer may be dropped, delayed, doubled, cut, answered by a proxy or a captive
 * portal, or overtaken by another. Exactly one effect each, in each device's order. `COUNTERSIGN_DELIVERIES` for the size.
 */
import {CompactSign} from 'jose';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {newDevice} from '#hub/client.ts';
import {openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {createClient, HubError} from '#lib/api/client.ts';
import {
	type ChainEnd,
	chainEnd,
	chainStart,
	nextRecord,
	recordBytes,
	recordDigest,
	recordJwsType,
} from '#lib/core/archive/record.ts';

const deliveries = Number(process.env.COUNTERSIGN_DELIVERIES ?? 100_000);
const devices = 16;

let hub: TestHub;
beforeAll(async () => {
	hub = await openTestHub();
});
afterAll(() => hub.close());

/** A small seeded generator (mulberry32). */
function draws(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

type Send = () => Promise<Response>;
const turns = (count: number) =>
	new Promise<void>(resolve => {
		const next = (left: number) => (left === 0 ? resolve() : setImmediate(next, left - 1));
		next(count);
	});
const portal = () =>
	new Response('<html>Welcome to the hotel</html>', {headers: {'content-type': 'text/html'}});

const faults: Record<string, (send: Send) => Promise<Response>> = {
	'request dropped': () => Promise.reject(new TypeError('reset')),
	'answer dropped': async send => {
		await send();
		throw new TypeError('reset');
	},
	delayed: async send => {
		await turns(20);
		return send();
	},
	doubled: async send => {
		const [first] = await Promise.all([send(), send()]);
		return first;
	},
	truncated: async send => {
		const whole = await (await send()).text();
		return new Response(whole.slice(0, whole.length / 2));
	},
	'captive portal': async () => portal(),
	'captive portal after all': async send => {
		await send();
		return portal();
	},
	'502 before': async () => new Response('', {status: 502}),
	'503 after': async send => {
		await send();
		return new Response('', {status: 503});
	},
};

describe(`${deliveries} deliveries of ${devices} devices, every third with a fault`, () => {
	test('have exactly one effect each, in order', {timeout: 3_600_000}, async () => {
		const counts: Record<string, number> = {};
		const owned = await Promise.all(
			Array.from({length: devices}, (_, i) => work(i, Math.ceil(deliveries / devices), counts)),
		);
		for (const {device, digests} of owned) {
			const rows = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select(['n', 'digest'])
				.where('device', '=', device)
				.orderBy('seq')
				.execute();
			expect(rows.map(({n}) => Number(n))).toEqual(digests.map((_, i) => i + 1));
			expect(rows.map(({digest}) => digest)).toEqual(digests);
		}
		console.log(JSON.stringify({deliveries: owned.length * owned[0]!.digests.length, faults: counts}));
		expect(Object.keys(counts).length).toBe(Object.keys(faults).length);
	});
});

/** Two records are under way at once, in any order; each is sent again until it has its receipt. */
async function work(seed: number, count: number, counts: Record<string, number>) {
	const random = draws(seed + 1);
	const names = Object.keys(faults);
	const badFetch: typeof fetch = async (input, init) => {
		const send = () => hub.fetch(input, init);
		if (random() > 1 / 3) return send();
		const name = names[Math.floor(random() * names.length)]!;
		counts[name] = (counts[name] ?? 0) + 1;
		return faults[name]!(send);
	};
	const own = await newDevice();
	const invite = await hub.helen.client.call('invite', {
		person: {name: `Author ${seed}`},
		roles: [{role: 'author', location: 'group'}],
	});
	const request = {code: invite.code, key: own.public, label: 'test'};
	await createClient({url: 'http://hub.example', fetch: hub.fetch}).call('enrol', request);
	const client = createClient({
		url: 'http://hub.example',
		fetch: badFetch,
		now: () => hub.clock.now,
		key: own.key,
		device: own.device,
	});
	const digests: string[] = [];
	let end: ChainEnd = chainStart;

	async function written() {
		const beat = {
			gate: 'managed',
			extension: '0.1.0',
			browser: 'Test',
			policy: null,
			accounts: [],
			waiting: 0,
		} as const;
		const record = nextRecord(end, own.device, hub.clock.now, 'heartbeat', {
			...beat,
			accounts: [],
			nonce: crypto.randomUUID().replaceAll('-', ''),
		});
		end = chainEnd(record);
		const bytes = recordBytes(record);
		digests.push(recordDigest(bytes));
		const header = {alg: 'ES256', typ: recordJwsType, kid: own.device};
		return {n: record.n, jws: await new CompactSign(bytes).setProtectedHeader(header).sign(own.key)};
	}

	async function insist({n, jws}: {n: number; jws: string}): Promise<void> {
		for (;;)
			try {
				return void (await client.call('putRecord', {record: jws, from: 0}, {device: own.device, n}));
			} catch (error) {
				if (!isOfTheNetwork(error)) throw error;
				await turns(1);
			}
	}
	for (let i = 0; i < count; i += 2) {
		const pair = [await written(), await written()];
		await Promise.all((random() < 0.5 ? pair : pair.toReversed()).map(insist));
	}
	return {device: own.device, digests};
}

/** What no fault of the network explains is a failure of the hub. 401: a doubled request, whose proof was used up. */
function isOfTheNetwork(error: unknown): boolean {
	return error instanceof HubError && [0, 200, 401, 425, 502, 503].includes(error.status);
}
