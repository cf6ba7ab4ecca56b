/**
 * Records that arrive at the same time are accepted in one job of the group commit, by a few statements for all of them instead of a
 * few for each (ADR 217). What is not simply the next record of its device takes the way of device-records.ts, in its turn.
 */
import {inLots} from '../in-lots.ts';
import {chainOf} from './device-chain.ts';
import {type Accepted, acceptRecord, type DeviceRecordsOptions, entryOf} from './device-records.ts';
import type {Prepared} from './read-record.ts';
import type {Executor, Write} from './tables.ts';

/** Records of one job, so that others who write do not wait long. */
const most = 128;

/** Returns what accepts a record: durable when it resolves. A record that fails fails alone. */
export function acceptorOf(
	options: DeviceRecordsOptions & {write: Write},
): (prepared: Prepared) => Promise<Accepted> {
	const {write} = options;
	const alone = (prepared: Prepared) => write(trx => acceptRecord(options, trx, prepared));
	const together = (lot: readonly Prepared[]): Promise<readonly (Accepted | Promise<Accepted>)[]> =>
		lot.length === 1
			? Promise.resolve(lot.map(alone))
			: // The whole job was rolled back: whichever of them it was, the others go without it
				write(trx => acceptLot(options, trx, lot)).catch(() => lot.map(alone));
	return inLots(together, queue => Math.min(queue.length, most));
}

type Chain = Awaited<ReturnType<typeof chainOf>>;

async function acceptLot(
	options: DeviceRecordsOptions,
	trx: Executor,
	lot: readonly Prepared[],
): Promise<Accepted[]> {
	const chains = new Map<string, Chain>();
	const accepted: Accepted[] = [];
	let run: Prepared[] = [];
	for (const prepared of lot) {
		const {device, n} = prepared.record;
		const chain = chains.get(device) ?? (await chainOf(trx, device));
		if (isNext(chain, prepared)) {
			run.push(prepared);
			chains.set(device, {...chain, head: {n, digest: prepared.digest}});
			continue;
		}
		accepted.push(...(await storeRun(options, trx, run)), await acceptRecord(options, trx, prepared));
		run = [];
		chains.delete(device);
	}
	return [...accepted, ...(await storeRun(options, trx, run))];
}

/** It follows the newest of its device, and nothing waits for it. */
function isNext({head, waiting}: Chain, {record}: Prepared): boolean {
	return record.n === head.n + 1 && record.prev === head.digest && waiting === null;
}

async function storeRun(
	{archive, onRecord}: DeviceRecordsOptions,
	trx: Executor,
	run: readonly Prepared[],
): Promise<Accepted[]> {
	const appended = await archive.appendAll(trx, run.map(entryOf));
	for (const [i, {record, person}] of run.entries()) await onRecord?.(trx, record, {...appended[i]!, person});
	return appended.map(({index, name}) => ({outcome: 'stored', index, name}));
}
