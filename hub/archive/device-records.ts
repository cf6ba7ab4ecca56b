/**
 * `PUT /v1/devices/{id}/records/{n}`: each record of a device has one effect, in the device's own order, however
 * often and in whatever order it is delivered.
 */
import {parseCanonical} from '#lib/core/archive/canonical.ts';
import type {DeviceRecordOf} from '#lib/core/archive/record.ts';
import type {Appended, Archive} from './archive.ts';
import {
	chainOf,
	dropPending,
	type Forked,
	keepPending,
	missingBefore,
	noteFork,
	pendingAt,
	type Range,
	storedRecord,
	wasForked,
} from './device-chain.ts';
import type {Entry} from './entry.ts';
import type {Prepared} from './read-record.ts';
import type {Sealed} from './seal.ts';
import type {Executor} from './tables.ts';

export type Accepted =
	/** In the log: `archive.receipts([index], from)` after the commit. */
	| {outcome: 'stored' | 'repeated'; index: number; name: string}
	/** Kept, not in the log: records before it are missing. The device delivers those, then this one again. */
	| {outcome: 'pending'; missing: Range[]}
	/** Another history under the same number: 409. The incident is in the log. */
	| {outcome: 'fork'; why: Forked};

export interface DeviceRecordsOptions {
	archive: Archive;
	now: () => number;
	/** In the same transaction, once for each record, in order of n: here the hub moves the hold. */
	onRecord?: (trx: Executor, record: DeviceRecordOf, at: Appended & {person: string}) => Promise<void>;
}

/** Inside the transaction. */
export async function acceptRecord(
	options: DeviceRecordsOptions,
	trx: Executor,
	prepared: Prepared,
): Promise<Accepted> {
	const {record} = prepared;
	// The store lets one writer in at a time (ADR 40): what is read here stays so until the commit
	const {head, waiting} = await chainOf(trx, record.device);
	if (record.n <= head.n) return known(options, trx, prepared);
	if (record.n > head.n + 1) return wait(options, trx, prepared);
	if (record.prev !== head.digest) return fork(options, trx, prepared, 'broken-chain');
	const {index, name} = await store(options, trx, prepared);
	if (waiting === record.n + 1)
		await releaseFrom(options, trx, {device: record.device, n: waiting, prev: prepared.digest});
	return {outcome: 'stored', index, name};
}

async function known(options: DeviceRecordsOptions, trx: Executor, prepared: Prepared): Promise<Accepted> {
	const {record, digest} = prepared;
	const stored = await storedRecord(trx, record.device, record.n);
	if (!stored) return late(options, trx, prepared);
	return stored.digest === digest
		? {outcome: 'repeated', index: stored.index, name: stored.name}
		: fork(options, trx, prepared, 'other-digest');
}

/** Its number was given up, and here it is: it must fit between those that are in the log. */
async function late(options: DeviceRecordsOptions, trx: Executor, prepared: Prepared): Promise<Accepted> {
	const {record, digest} = prepared;
	const before = await storedRecord(trx, record.device, record.n - 1);
	const after = await storedRecord(trx, record.device, record.n + 1);
	const follower = after && (await options.archive.leaf(after.index));
	const fits = (!before || before.digest === record.prev) && (!follower || follower.device?.prev === digest);
	if (!fits) return fork(options, trx, prepared, 'broken-chain');
	const {index, name} = await store(options, trx, prepared);
	return {outcome: 'stored', index, name};
}

async function store(
	{archive, onRecord}: DeviceRecordsOptions,
	trx: Executor,
	prepared: Prepared & {receivedAt?: number},
): Promise<Appended> {
	const {record, person} = prepared;
	const appended = await archive.append(trx, {
		...entryOf(prepared),
		...(prepared.receivedAt === undefined ? {} : {receivedAt: prepared.receivedAt}),
	});
	await onRecord?.(trx, record, {...appended, person});
	return appended;
}

/** What the leaf says about a record without telling its content. */
export function entryOf({record, digest, person, sealed}: Prepared): Entry {
	const {device: id, n, prev, at, kind} = record;
	const entry: Entry = {type: `record.${kind}`, at, by: person, device: {id, n, digest, prev}, sealed};
	switch (record.kind) {
		case 'interaction.releasing': {
			const {draft, policy, account} = record.body;
			return {...entry, site: draft.site, account, policy, media: draft.media.map(({sha256}) => sha256)};
		}
		case 'interaction.sent': {
			const {site, account, siteId} = record.body;
			return {...entry, site, account, siteIds: siteId ? [siteId] : []};
		}
		case 'heartbeat':
			return {...entry, policy: record.body.policy};
		default:
			return {...entry, site: record.body.site, account: record.body.account};
	}
}

async function wait(options: DeviceRecordsOptions, trx: Executor, prepared: Prepared): Promise<Accepted> {
	const {record, digest} = prepared;
	const kept = await pendingAt(trx, record.device, record.n);
	if (kept && kept.digest !== digest) return fork(options, trx, prepared, 'other-digest');
	if (!kept) await keepPending(trx, prepared, options.now());
	return {outcome: 'pending', missing: await missingBefore(trx, record.device)};
}

interface From {
	device: string;
	n: number;
	/** Digest of the record before; absent where that one is given up. */
	prev?: string;
}

/** The gap is closed, or given up: what waited behind it follows, in order. */
export async function releaseFrom(
	options: DeviceRecordsOptions,
	trx: Executor,
	{device, n: first, prev: before}: From,
): Promise<void> {
	let prev = before;
	for (let n = first; ; n++) {
		const row = await pendingAt(trx, device, n);
		if (!row) return;
		const sealed = JSON.parse(row.payload) as Sealed;
		const opened = await options.archive.openSealed(sealed);
		if (!opened) return;
		const {record} = parseCanonical(opened.plaintext.toString()) as {record: DeviceRecordOf};
		const {digest, person} = row;
		const next = {record, digest, person, sealed, receivedAt: Number(row.received_at)};
		await dropPending(trx, record.device, record.n);
		if (prev !== undefined && record.prev !== prev)
			return void (await fork(options, trx, next, 'broken-chain'));
		await store(options, trx, next);
		prev = digest;
	}
}

/** Kept as evidence, once for each content: a copied profile, a restored backup, or somebody who rewrites. */
async function fork(
	{archive, now}: DeviceRecordsOptions,
	trx: Executor,
	{record, digest, person, sealed}: Prepared,
	why: Forked,
): Promise<Accepted> {
	const {device, n} = record;
	if (!(await wasForked(trx, device, n, digest))) {
		const stored = await storedRecord(trx, device, n);
		const {index} = await archive.append(trx, {
			type: `incident.${why}`,
			at: now(),
			by: person,
			about: stored ? [stored.index] : [],
			sealed,
		});
		await noteFork(trx, {device, n, digest, seq: index});
	}
	return {outcome: 'fork', why};
}
