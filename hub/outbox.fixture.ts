/** For tests, fault runs and benches: a browser's outbox without a browser. Numbers, chains and really signs records. */
import {CompactSign} from 'jose';
import {
	chainEnd,
	chainStart,
	nextRecord,
	type RecordBodies,
	type RecordKind,
	recordBytes,
	recordDigest,
	recordJwsType,
} from '#lib/core/archive/record.ts';
import type {Connected, NodeDevice} from './client.ts';

export interface Written {
	n: number;
	digest: string;
	/** What is delivered. */
	jws: string;
}

export interface Outbox {
	write: <K extends RecordKind>(kind: K, body: RecordBodies[K]) => Promise<Written>;
}

export function outboxOf(
	{device, key}: Pick<NodeDevice, 'device' | 'key'>,
	now: () => number = Date.now,
): Outbox {
	let end = chainStart;
	return {
		async write(kind, body) {
			const nonce = crypto.randomUUID().replaceAll('-', '');
			const record = nextRecord(end, device, now(), kind, {...body, nonce} as never);
			end = chainEnd(record);
			const bytes = recordBytes(record);
			const header = {alg: 'ES256', typ: recordJwsType, kid: device};
			const jws = await new CompactSign(bytes).setProtectedHeader(header).sign(key);
			return {n: record.n, digest: recordDigest(bytes), jws};
		},
	};
}

/** An outbox whose every record goes to the hub at once; the answer is the hub's. */
export function deliveryOf(by: Connected, now?: () => number) {
	const outbox = outboxOf(by, now);
	return async <K extends RecordKind>(kind: K, body: RecordBodies[K]) => {
		const {n, jws} = await outbox.write(kind, body);
		return by.client.call('putRecord', {record: jws, from: 0}, {device: by.device, n});
	};
}

/** A sign of life: the smallest record. */
export const beat: RecordBodies['heartbeat'] = {
	gate: 'managed',
	extension: '0.1.0',
	browser: 'Test',
	policy: null,
	accounts: [],
	waiting: 0,
};

/** A small seeded generator (mulberry32), so that a run can be told from another. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}
