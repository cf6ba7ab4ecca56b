/** Takes what waits in the outbox to the archive, in order, until the hub has receipted it. */
import {HubError} from '#lib/api/client.ts';
import {deliverFilesOf, isPassing} from './deliver-files.ts';
import {deliverTogether} from './deliver-together.ts';
import type {Ports, RecordRow} from './ports.ts';
import {accept, distrust, isDistrusted} from './receipts.ts';
import type {Session} from './session.ts';

/** Milliseconds: first and longest wait after a failure. */
const firstWait = 1000;
const longestWait = 5 * 60_000;
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
	const together = await deliverTogether(ports, session);
	let {sent, retryAfter: asked = 0} = together;
	if (together.isStopped) return {sent, retryAt: await postpone(ports, asked)};
	let isLeft = false;
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

async function refusedOne(ports: Ports, row: RecordRow, error: unknown): Promise<Fate> {
	if (isDistrusted(error)) {
		distrust(ports, row, error);
		return 'stop';
	}
	if (!(error instanceof HubError)) throw error; // Our own store failed: nothing was decided
	// Durable there, but without a receipt while an earlier record is set aside: it must not stop the others.
	if (error.code === 'records-missing') return 'later';
	if (isPassing(error)) return 'stop';
	ports.around.report(`record ${row.n} was not accepted`, error);
	await ports.stores.quarantine(row, `${error.status} ${error.code}`);
	return 'aside';
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
