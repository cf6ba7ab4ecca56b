import type {Receipt} from '#lib/api/contract.ts';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import {type Forked, type Range, storedRecord} from './device-chain.ts';
import {type Accepted, acceptRecord, type DeviceRecordsOptions} from './device-records.ts';
import {type Device, readRecord, sealRecord} from './read-record.ts';
import type {Executor, Write} from './tables.ts';

export interface Delivery {
	/** Path parameter. */
	n: number;
	/** Body: the compact JWS, and the size of the last checkpoint the device has verified. */
	record: string;
	from: number;
}

export type Delivered =
	/** 200. */
	| {outcome: 'receipt'; receipt: Receipt; repeated: boolean}
	/** 202 or 409: durable here, but earlier numbers are missing; deliver those, then this one again. */
	| {outcome: 'pending'; missing: Range[]}
	/** 409: an incident, recorded. */
	| {outcome: 'fork'; why: Forked};

/**
 * The whole of `PUT /v1/devices/{id}/records/{n}`. Throws ArchiveError `signature` or `malformed` (400), and
 * HubArchiveError `too-large` (413) or `device-ahead` (500, and an alarm).
 */
export async function deliverRecord(
	options: DeviceRecordsOptions & {db: Executor; write: Write},
	device: Device,
	{n, record: jws, from}: Delivery,
): Promise<Delivered> {
	const {archive, db, write} = options;
	const read = await readRecord(device, jws);
	if (read.record.n !== n) throw new ArchiveError('malformed', 'the record has another number');
	const stored = await storedRecord(db, device.id, n);
	const accepted: Accepted =
		stored?.digest === read.digest
			? {outcome: 'repeated', ...stored}
			: await sealRecord(archive, read).then(sealed => write(trx => acceptRecord(options, trx, sealed)));
	if (accepted.outcome === 'pending' || accepted.outcome === 'fork') return accepted;
	const receipt = await archive.receipt(accepted.index, from);
	return {outcome: 'receipt', receipt, repeated: accepted.outcome === 'repeated'};
}
