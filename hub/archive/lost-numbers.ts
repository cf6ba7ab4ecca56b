/** Numbers that nobody will deliver any more: the hole is written into the log, and what waits behind it goes on (ADR 191). */
import {chainOf, devicesWithHoles} from './device-chain.ts';
import {type DeviceRecordsOptions, releaseFrom} from './device-records.ts';
import type {Executor, Write} from './tables.ts';

/** Milliseconds for which a hole is waited for: the longest outage that a browser has to bridge. */
export const waitedFor = 72 * 60 * 60_000;

type Options = DeviceRecordsOptions & {db: Executor; write: Write};

/** Once a hole has an entry, the gap register owns it. A record that comes all the same still finds its place. */
export async function giveUpNumbers(options: Options): Promise<void> {
	const {db, write, now} = options;
	for (const {device, since} of await devicesWithHoles(db))
		if (now() - since >= waitedFor) await write(trx => giveUp(options, trx, device));
}

async function giveUp(options: Options, trx: Executor, device: string): Promise<void> {
	const {head, waiting} = await chainOf(trx, device);
	// It may have been delivered meanwhile
	if (waiting === null || waiting <= head.n + 1) return;
	const missing = {device, from: head.n + 1, to: waiting - 1};
	await options.archive.append(trx, {
		type: 'device.records-missing',
		at: options.now(),
		payload: missing,
	});
	await releaseFrom(options, trx, {device, n: waiting});
}
