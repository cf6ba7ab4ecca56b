/** An author's browser in the month: it numbers, chains and signs, keeps what is not delivered, and loses what it is told to. */
import type {Connected} from '#hub/client.ts';
import {beat, type Outbox, outboxOf, type Written} from '#hub/outbox.fixture.ts';
import type {HubError} from '#lib/api/client.ts';
import type {RecordBodies, RecordKind} from '#lib/core/archive/record.ts';

export interface Seat {
	who: Connected;
	write<K extends RecordKind>(kind: K, body: RecordBodies[K]): Promise<void>;
	beat(policy: string, accounts: string[]): Promise<void>;
	/** What waits goes to the hub, in order, up to 50 together. */
	deliver(): Promise<void>;
	/** Numbers that were written and will never be delivered. */
	lost: number[];
}

/** @param isLost asked for each record */
export function seatOf(who: Connected, now: () => number, isLost: (n: number) => boolean): Seat {
	const outbox: Outbox = outboxOf(who, now);
	const lost: number[] = [];
	let waiting: Written[] = [];

	async function write<K extends RecordKind>(kind: K, body: RecordBodies[K]): Promise<void> {
		const written = await outbox.write(kind, body);
		if (isLost(written.n)) lost.push(written.n);
		else waiting.push(written);
	}

	async function deliver(): Promise<void> {
		for (const lot of lotsOf(waiting)) {
			const records = lot.map(({jws}) => jws);
			const sending = who.client.call('putRecords', {n: lot[0]!.n, records, from: 0}, {device: who.device});
			// Behind a lost number the hub keeps them, and says so
			await sending.catch((error: HubError) => {
				if (error.code !== 'records-missing') throw error;
			});
		}
		waiting = [];
	}

	return {
		...{who, write, deliver, lost},
		beat: (policy, accounts) => write('heartbeat', {...beat, policy, accounts}),
	};
}

/** Numbers that follow each other. */
function lotsOf(waiting: readonly Written[]): Written[][] {
	const lots: Written[][] = [];
	for (const one of waiting) {
		const lot = lots.at(-1);
		if (lot && lot.length < 50 && lot.at(-1)!.n + 1 === one.n) lot.push(one);
		else lots.push([one]);
	}
	return lots;
}
