/** Takes what waits in the outbox to the archive, in order, until the hub has receipted it. */
import {HubError} from '#lib/api/client.ts';
import type {Receipt} from '#lib/api/contract.ts';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import {verifyReceipt} from '#lib/core/archive/verify-receipt.ts';
import type {Ports, RecordRow} from './ports.ts';
import type {Session} from './session.ts';

/** Milliseconds: first and longest wait after a failure. */
const firstWait = 1000;
const longestWait = 5 * 60_000;
/** Refusals that pass by themselves; any other 4xx is about the record, which is then set aside, never dropped. */
const passing = new Set([0, 401, 403, 404, 408, 425, 429]);
const batch = 50;

export type Delivered = {sent: number; waiting: number; retryAt: number | null};

/** Delivers until nothing waits or the hub fails. After a failure it waits its time. */
export async function deliver(ports: Ports, session: Session): Promise<Delivered> {
	const backOff = await ports.stores.get('backOff');
	const waiting = async () => (await ports.stores.countRecords()).waiting;
	if (backOff && ports.now() < backOff.until)
		return {sent: 0, waiting: await waiting(), retryAt: backOff.until};
	let sent = 0;
	for (
		let rows = await ports.stores.waiting(batch);
		rows.length > 0;
		rows = await ports.stores.waiting(batch)
	) {
		for (const row of rows) {
			const retryAt = await deliverOne(ports, session, row);
			if (retryAt !== null) return {sent, waiting: await waiting(), retryAt};
			sent++;
		}
	}
	if (backOff) await ports.stores.remove('backOff');
	return {sent, waiting: 0, retryAt: null};
}

/** Null when this record needs no more attempts; else when to try again. */
async function deliverOne(ports: Ports, session: Session, row: RecordRow): Promise<number | null> {
	try {
		const known = (await ports.stores.get('checkpoint')) ?? null;
		const params = {device: row.device, n: row.n};
		const receipt = await session.hub.call('putRecord', {record: row.jws, from: known?.size ?? 0}, params);
		await accept(ports, session, row, receipt, known);
		return null;
	} catch (error) {
		return refusedOne(ports, row, error);
	}
}

async function refusedOne(ports: Ports, row: RecordRow, error: unknown): Promise<number | null> {
	if (error instanceof ArchiveError) return distrust(ports, row, error);
	if (!(error instanceof HubError)) throw error; // Our own store failed: nothing was decided
	if (isPassing(error)) return postpone(ports);
	ports.around.report(`record ${row.n} was not accepted`, error);
	await ports.stores.quarantine(row, `${error.status} ${error.code}`);
	return null;
}

/** An archive that cannot prove itself gets no record deleted. Everything waits, and a person is told. */
async function distrust(ports: Ports, row: RecordRow, error: ArchiveError): Promise<number> {
	ports.around.report(`the receipt for record ${row.n} does not verify`, error);
	ports.around.notify({
		id: `archive:${error.code}`,
		title: 'The archive’s answer does not prove itself',
		message: `Your records are kept here. Tell your admin: receipt for record ${row.n}, ${error.code}.`,
	});
	return postpone(ports);
}

/** Only a receipt that proves itself lets a record go: the hub's word alone is not enough. */
async function accept(
	ports: Ports,
	{enrolled}: Session,
	row: RecordRow,
	receipt: Receipt,
	known: {size: number; root: string} | null,
): Promise<void> {
	const head = await verifyReceipt({
		receipt,
		record: row,
		logKey: enrolled.keys.log,
		known,
		verify: verifyEd25519,
	});
	await ports.stores.receipted(row, receipt, {...head, at: ports.now()});
}

function isPassing({status, code}: HubError): boolean {
	return passing.has(status) || status >= 500 || code === 'malformed-reply';
}

/** Full jitter: a hub that comes back is not met by every browser at once. */
async function postpone(ports: Ports): Promise<number> {
	const attempts = ((await ports.stores.get('backOff'))?.attempts ?? 0) + 1;
	const ceiling = Math.min(longestWait, firstWait * 2 ** Math.min(attempts, 20));
	const until = ports.now() + Math.max(250, Math.round(ports.chance() * ceiling));
	await ports.stores.set('backOff', {attempts, until});
	return until;
}

async function verifyEd25519(
	publicKey: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array,
): Promise<boolean> {
	const key = await crypto.subtle.importKey('raw', publicKey as BufferSource, 'Ed25519', false, ['verify']);
	return crypto.subtle.verify('Ed25519', key, signature as BufferSource, message as BufferSource);
}
