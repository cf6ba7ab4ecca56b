/**
 * While several records wait they go in one request: after an outage, or when posts come faster than answers (ADR 216). Whatever is not
 * plainly receipted is then delivered alone, which says what is the matter with it.
 */
import {HubError} from '#lib/api/client.ts';
import {deliveryBytes, type Receipt} from '#lib/api/contract.ts';
import {deliverFilesOf, isPassing} from './deliver-files.ts';
import type {Ports, RecordRow} from './ports.ts';
import {accept, distrust, isDistrusted} from './receipts.ts';
import type {Session} from './session.ts';

export interface Together {
	sent: number;
	/** The hub fails, or cannot be trusted: all wait. */
	isStopped: boolean;
	/** Milliseconds, if the hub said so. */
	retryAfter?: number | undefined;
}

/** As many as a request takes. */
const most = 50;
/** About the request, not about the hub: an older one does not know it, or a record before these is missing. */
const tellsLittle = new Set([404, 425]);

export async function deliverTogether(ports: Ports, session: Session): Promise<Together> {
	let sent = 0;
	for (;;) {
		const lot = inOneRequest(await ports.stores.waiting(most, 0));
		if (lot.length < 2) return {sent, isStopped: false};
		const {done, error} = await deliverLot(ports, session, lot);
		sent += done;
		if (error) return {sent, ...stoppedBy(ports, lot[done]!, error)};
		if (done < lot.length) return {sent, isStopped: false};
	}
}

function stoppedBy(ports: Ports, row: RecordRow, error: unknown): Omit<Together, 'sent'> {
	if (isDistrusted(error)) {
		distrust(ports, row, error);
		return {isStopped: true};
	}
	if (!(error instanceof HubError)) throw error; // Our own store failed: nothing was decided
	const isStopped = isPassing(error) && !tellsLittle.has(error.status);
	return {isStopped, retryAfter: error.retryAfter};
}

/** From the front, without a hole, and not more than a hub reads at once. */
function inOneRequest(rows: readonly RecordRow[]): RecordRow[] {
	let bytes = 0;
	const end = rows.findIndex(({device, n, jws}, i) => {
		bytes += jws.length;
		return device !== rows[0]!.device || n !== rows[0]!.n + i || bytes > deliveryBytes;
	});
	return rows.slice(0, end === -1 ? undefined : end);
}

/** How many were receipted, and what kept the others. */
async function deliverLot(
	ports: Ports,
	session: Session,
	lot: readonly RecordRow[],
): Promise<{done: number; error?: unknown}> {
	let done = 0;
	try {
		const {ready, problem} = await filesFirst(ports, session, lot);
		const known = (await ports.stores.get('checkpoint')) ?? null;
		for (const receipt of await receiptsOf(session, ready, known?.size ?? 0)) {
			// All of them prove how the log grew from what was known before
			await accept(ports, session, lot[done]!, receipt, known);
			done += 1;
		}
		return {done, ...(done === ready.length && {error: problem})};
	} catch (error) {
		return {done, error};
	}
}

/** A file that does not get through keeps its own record and those behind it. Throws when nothing is before it. */
async function filesFirst(
	ports: Ports,
	session: Session,
	lot: readonly RecordRow[],
): Promise<{ready: readonly RecordRow[]; problem?: unknown}> {
	for (const [i, row] of lot.entries())
		try {
			await deliverFilesOf(ports, session, row);
		} catch (problem) {
			if (i === 0) throw problem;
			return {ready: lot.slice(0, i), problem};
		}
	return {ready: lot};
}

async function receiptsOf(
	{hub}: Session,
	lot: readonly RecordRow[],
	from: number,
): Promise<readonly Receipt[]> {
	const [{device, n}] = lot as [RecordRow];
	const body = {n, records: lot.map(({jws}) => jws), from};
	const {receipts, checkpoint, consistency} = await hub.call('putRecords', body, {device});
	return receipts.slice(0, lot.length).map(receipt => ({...receipt, checkpoint, consistency}));
}
