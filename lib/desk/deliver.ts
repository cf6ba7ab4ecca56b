/** Takes what waits in the outbox to the archive, in order, until the hub has receipted it. */
import {HubError} from '#lib/api/client.ts';
import type {Receipt} from '#lib/api/contract.ts';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import {verifyReceipt} from '#lib/core/archive/verify-receipt.ts';
import {deliverMedia, mediaIn} from './media.ts';
import type {Ports, RecordRow} from './ports.ts';
import type {Session} from './session.ts';

/** Milliseconds: first and longest wait after a failure. */
const firstWait = 1000;
const longestWait = 5 * 60_000;
/** Refusals that pass by themselves; any other 4xx is about the record, which is then set aside, never dropped. */
const passing = new Set([0, 401, 403, 404, 408, 425, 429]);
const batch = 50;
/** No hub makes a browser wait longer than this, whatever it says. */
const longestAsked = 60 * 60_000;
/** What was set aside is tried again after this time, and by each new version: a hub that is mended takes it then. */
const againAfter = 24 * 60 * 60_000;

export interface Delivered {
	sent: number;
	/** When to try again what is left; null when nothing is. */
	retryAt: number | null;
}

/** What became of one record: gone; left for later, the next one may go; or the hub fails, and all wait. */
type Fate = 'receipted' | 'aside' | 'later' | 'stop';

interface One {
	fate: Fate;
	/** Milliseconds, if the hub said so. */
	retryAfter?: number | undefined;
}

/** Delivers until nothing waits or the hub fails. After a failure it waits its time. */
export async function deliver(ports: Ports, session: Session): Promise<Delivered> {
	const {stores} = ports;
	const backOff = await stores.get('backOff');
	if (backOff && ports.now() < backOff.until) return {sent: 0, retryAt: backOff.until};
	await takeUpAgain(ports);
	let [sent, isLeft, asked] = [0, false, 0];
	for await (const row of waitingRows(ports)) {
		const {fate, retryAfter} = await deliverOne(ports, session, row);
		asked = retryAfter ?? asked;
		if (fate === 'receipted') sent++;
		isLeft ||= fate === 'later' || fate === 'stop';
		if (fate === 'stop') break;
	}
	if (isLeft) return {sent, retryAt: await postpone(ports, asked)};
	if (backOff) await stores.remove('backOff');
	return {sent, retryAt: null};
}

/** Nothing that was set aside is forgotten: it goes to the hub again, in its turn. */
async function takeUpAgain({stores, now, version}: Ports): Promise<void> {
	const last = await stores.get('takenUp');
	if (last && last.version === version && now() - last.at < againAfter && now() >= last.at) return;
	await stores.requeue();
	await stores.set('takenUp', {at: now(), version});
}

/** In order, and each once: also those that were written meanwhile. */
async function* waitingRows({stores}: Ports): AsyncGenerator<RecordRow> {
	let after = 0;
	for (
		let rows = await stores.waiting(batch, after);
		rows.length > 0;
		rows = await stores.waiting(batch, after)
	) {
		yield* rows;
		after = rows.at(-1)!.n;
	}
}

async function deliverOne(ports: Ports, session: Session, row: RecordRow): Promise<One> {
	try {
		const known = (await ports.stores.get('checkpoint')) ?? null;
		const params = {device: row.device, n: row.n};
		await deliverFilesOf(ports, session, row);
		const receipt = await session.hub.call('putRecord', {record: row.jws, from: known?.size ?? 0}, params);
		await accept(ports, session, row, receipt, known);
		return {fate: 'receipted'};
	} catch (error) {
		const retryAfter = error instanceof HubError ? error.retryAfter : undefined;
		return {fate: await refusedOne(ports, row, error), retryAfter};
	}
}

/** Before the record that names them. A file that the hub will never take must not keep the record from it. */
async function deliverFilesOf(ports: Ports, {hub}: Session, {kind, json, n}: RecordRow): Promise<void> {
	if (kind !== 'interaction.releasing') return;
	try {
		await deliverMedia(ports, hub, mediaIn(json));
	} catch (error) {
		if (error instanceof HubError && isPassing(error)) throw error;
		ports.around.report(`a file of record ${n} was not accepted`, error);
	}
}

async function refusedOne(ports: Ports, row: RecordRow, error: unknown): Promise<Fate> {
	if (error instanceof ArchiveError) return distrust(ports, row, error);
	// It has forgotten what it once proved to us: a restored backup, or worse. Nothing more is decided by machines.
	if (error instanceof HubError && error.code === 'device-ahead') return distrust(ports, row, error);
	if (!(error instanceof HubError)) throw error; // Our own store failed: nothing was decided
	// Durable there, but without a receipt while an earlier record is set aside: it must not stop the others.
	if (error.code === 'records-missing') return 'later';
	if (isPassing(error)) return 'stop';
	ports.around.report(`record ${row.n} was not accepted`, error);
	await ports.stores.quarantine(row, `${error.status} ${error.code}`);
	return 'aside';
}

/** An archive that cannot prove itself gets no record deleted. Everything waits, and a person is told. */
function distrust(ports: Ports, row: RecordRow, error: ArchiveError | HubError): Fate {
	ports.around.report(`the receipt for record ${row.n} does not verify`, error);
	ports.around.notify({
		id: `archive:${error.code}`,
		title: 'The archive’s answer does not prove itself',
		message: `Your records are kept here. Tell your admin: receipt for record ${row.n}, ${error.code}.`,
	});
	return 'stop';
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

/** Full jitter: a hub that comes back is not met by every browser at once. What it asked for itself is the least. */
async function postpone(ports: Ports, asked: number): Promise<number> {
	const attempts = ((await ports.stores.get('backOff'))?.attempts ?? 0) + 1;
	const ceiling = Math.min(longestWait, firstWait * 2 ** Math.min(attempts, 20));
	const wanted = Math.min(asked, longestAsked);
	const until = ports.now() + Math.max(250, wanted + Math.round(ports.chance() * ceiling));
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
