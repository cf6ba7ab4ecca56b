/** What devices deliver, one record or several, up to the receipt. */
import type {Receipt} from '#lib/api/contract.ts';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import {acceptorOf} from './accept-together.ts';
import {type Forked, pendingAt, type Range, storedRecords} from './device-chain.ts';
import type {Accepted, DeviceRecordsOptions} from './device-records.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import {type Device, type Prepared, type Read, readRecord, sealRecord} from './read-record.ts';
import type {Sealed} from './seal.ts';
import type {Executor, Write} from './tables.ts';

export interface Delivery {
	/** Of the first record, as the path or the reader has it. */
	n: number;
	/** Compact JWSs of records n, n + 1, …; at least one. */
	records: readonly string[];
	/** Size of the last checkpoint that the device has verified. */
	from: number;
}

export type Delivered =
	/** 200: of the first records, as many as there is one for. */
	| {outcome: 'receipts'; receipts: Receipt[]; repeated: boolean}
	/** 202 or 409: durable here, but earlier numbers are missing; deliver those, then this one again. */
	| {outcome: 'pending'; missing: Range[]}
	/** 409: an incident, recorded. */
	| {outcome: 'fork'; why: Forked};

/**
 * The whole of `PUT /v1/devices/{id}/records/{n}` and of `PUT /v1/devices/{id}/records`. Throws ArchiveError `signature` or `malformed` (400),
 * HubArchiveError `busy` (503): then none of these records was accepted; `too-large` (413) or `device-ahead` (500, and an alarm).
 */
export type Deliver = (device: Device, delivery: Delivery) => Promise<Delivered>;

interface DelivererOptions extends DeviceRecordsOptions {
	db: Executor;
	write: Write;
	/** Bytes of JWSs that may be under way at once: each costs the hub several times its size while it waits for the disk. */
	room?: number;
}

/** One for a hub: it is what lets the records of all devices share commits. */
export function delivererOf(options: DelivererOptions): Deliver {
	const {room = 32 * 1024 * 1024} = options;
	const accept = acceptorOf(options);
	let underWay = 0;
	return async (device, delivery) => {
		const bytes = delivery.records.reduce((sum, jws) => sum + jws.length, 0);
		if (underWay > 0 && underWay + bytes > room)
			throw new HubArchiveError(
				'busy',
				'more records are on their way to the disk than the hub has room for',
			);
		underWay += bytes;
		try {
			return await deliver(options, accept, device, delivery);
		} finally {
			underWay -= bytes;
		}
	};
}

async function deliver(
	{archive, db}: DelivererOptions,
	accept: ReturnType<typeof acceptorOf>,
	device: Device,
	{n, records, from}: Delivery,
): Promise<Delivered> {
	const read = await Promise.all(records.map(jws => readRecord(device, jws)));
	if (read.some(({record}, i) => record.n !== n + i))
		throw new ArchiveError('malformed', 'the record has another number');
	const stored = await storedRecords(db, device.id, n, n + read.length - 1);
	const known = ({record, digest}: Read) => stored.get(record.n)?.digest === digest;
	const fresh = read.filter(one => !known(one));
	const sealed = await Promise.all(fresh.map(one => sealRecord(archive, one)));
	const accepted = await Promise.all(sealed.map(accept));
	for (const [i, {outcome}] of accepted.entries())
		if (outcome !== 'stored') await dropSurplus({archive, db}, sealed[i]!);
	const outcomes = read.map(
		(one): Accepted =>
			known(one) ? {outcome: 'repeated', ...stored.get(one.record.n)!} : accepted[fresh.indexOf(one)]!,
	);
	const without = outcomes.findIndex(({outcome}) => outcome === 'pending' || outcome === 'fork');
	const proven = outcomes.slice(0, without === -1 ? undefined : without).filter(isStored);
	if (proven.length === 0) return outcomes[0] as Extract<Delivered, {outcome: 'pending' | 'fork'}>;
	const indexes = proven.map(({index}) => index);
	const repeated = proven.every(({outcome}) => outcome === 'repeated');
	return {outcome: 'receipts', receipts: await archive.receipts(indexes, from), repeated};
}

/** Brought by two requests at once, or waiting already, it was sealed once too often: erasing its entry would not reach this copy. */
async function dropSurplus(
	{archive, db}: Pick<DelivererOptions, 'archive' | 'db'>,
	{record, sealed}: Prepared,
): Promise<void> {
	// In this order: what waits may come into the log between the two questions, never the other way round
	const waiting = await pendingAt(db, record.device, record.n);
	const isWaiting = waiting && (JSON.parse(waiting.payload) as Sealed).payload.ct === sealed.payload.ct;
	if (!isWaiting) await archive.forget(sealed);
}

function isStored(accepted: Accepted): accepted is Extract<Accepted, {index: number}> {
	return 'index' in accepted;
}
