/** The background's side, put together. What is kept in memory here may be lost at any moment without harm. */
import {digestOf, type SiteId} from '#lib/core/draft.ts';
import {singleFlight} from '#lib/core/single-flight.ts';
import {asRequested} from '#lib/core/thread.ts';
import type {
	FailedReport,
	Outcome,
	Refused,
	Released,
	ReleaseRequest,
	SentReport,
} from '#lib/messaging/catalogue.ts';
import {goesBySocket} from '#lib/sites/by-socket.ts';
import {recordFailed, recordSent} from './after-release.ts';
import {type Health, hasRoom, probeStore, setHub} from './health.ts';
import {showBadge} from './hold-news.ts';
import {hubLine} from './hub-line.ts';
import {inTurn} from './in-turn.ts';
import {refused} from './outcome.ts';
import type {Ports} from './ports.ts';
import {release} from './release.ts';
import {sessionOf} from './session.ts';
import {sync, syncHold, syncOutbox} from './sync.ts';
import {tellHub} from './tell-hub.ts';
import {keepUnused} from './unused-release.ts';
import {type Recent, recordBlind, recordUnseen} from './witness.ts';

/** Milliseconds between two full passes while events arrive by themselves. */
const floor = 60_000;
/** Milliseconds between two looks for a hub that is out of reach: what is shown of the first is a look again. */
const shortest = 1000;
/** Milliseconds that an author's page waits for a receipt before it says "posted", without the archive's number. */
const receiptPatience = 4000;

export interface Desk {
	ports: Ports;
	health: Health;
	/** Everything with the hub, now. */
	sync(): Promise<void>;
	/** Delivers what waits, now. */
	deliver(): Promise<void>;
	/** From an alarm or at the start: what is due. */
	tick(): Promise<void>;
	/** Somebody looks: a hub that was out of reach is asked again now, not when the line's pause is over. */
	lookedAt(): void;
	/** After enrolling or leaving. */
	restart(): Promise<void>;
	inTurn: ReturnType<typeof inTurn>;
	recent: Recent;
}

export function createDesk(ports: Ports): Desk {
	// Until the first answer is in: to say "offline" at each waking would be wrong nearly always.
	const health: Health = {hub: 'online', broken: false};
	let syncedAt = Number.NEGATIVE_INFINITY;
	let lookedAt = Number.NEGATIVE_INFINITY;
	/** Nobody, while nothing can be written down: each answer of the hub would be one more write. */
	const sessionNow = async () => (health.broken ? undefined : sessionOf(ports));
	const syncAll = singleFlight(async () => {
		const session = await sessionNow();
		if (!session) return;
		setHub(ports, health, await sync(ports, session));
		syncedAt = ports.now();
	});
	const deliver: () => Promise<void> = singleFlight(async () => {
		const session = await sessionNow();
		if (!session) return;
		const retryAt = await syncOutbox(ports, session);
		if (retryAt !== null)
			ports.around.later(retryAt - ports.now(), () => deliverInBackground(ports, deliver));
		await tellHub(ports, session);
	});
	const line = hubLine(ports, health, syncAll);
	return {
		ports,
		health,
		inTurn: inTurn(),
		recent: new Map(),
		sync: syncAll,
		deliver,
		async tick() {
			await probeStore(ports, health);
			const isDue = !line.isOpen() || Math.abs(ports.now() - syncedAt) >= floor;
			line.open();
			await (isDue ? syncAll() : deliver());
		},
		lookedAt() {
			if (health.hub === 'online' || Math.abs(ports.now() - lookedAt) < shortest) return;
			lookedAt = ports.now();
			void syncAll().catch(error => ports.around.report('a hub was not asked again', error));
		},
		async restart() {
			line.close();
			// Guarded before the pages are told that they are.
			await ports.wire.refresh();
			setHub(ports, health, 'online');
			await showBadge(ports);
			const all = ['accounts', 'policy', 'holds', 'outbox'] as const;
			for (const what of all) ports.around.broadcast('state:changed', {what});
			await syncAll();
			line.open();
		},
	};
}

/** Whatever goes wrong on the way to `ok` is a refusal: nothing may go out that was not recorded. */
export async function deskRelease(desk: Desk, request: ReleaseRequest, tab: number): Promise<Released> {
	try {
		// It may have room again, or none since the last look
		if (desk.health.broken || !(await hasRoom(desk.ports))) await probeStore(desk.ports, desk.health);
		if (desk.health.broken) return notRecorded;
		// An approval is used once, however many tabs and frames ask for it at the same moment.
		const turn = () => desk.inTurn(request.hold ?? request.digest, () => release(desk.ports, request));
		// The part before it was reported just now: that is written down first.
		const outcome = await (request.part?.after ? desk.inTurn(request.part.after, turn) : turn());
		if (!outcome.ok) return heard(desk, outcome);
		await partlySeen(desk, request);
		const opened = await opensWire(desk, outcome.release, request, tab);
		if (outcome.attempt > 0) relookInBackground(desk, request.hold!);
		deliverInBackground(desk.ports, desk.deliver);
		return opened ? outcome : wireShut;
	} catch (error) {
		desk.ports.around.report('a release failed', error);
		await probeStore(desk.ports, desk.health);
		return notRecorded;
	}
}

/** A hub that could not be asked is out of reach for every page, before the next pass would find it. */
function heard<T extends Refused>({ports, health}: Desk, refusal: T): T {
	if (refusal.code === 'offline') setHub(ports, health, 'offline');
	return refusal;
}

const notRecorded = refused(
	'not-recorded',
	'Nothing can be recorded in this browser, so nothing can be posted.',
);

const wireShut = refused('wire', 'The browser did not open the way for this post. Nothing was posted.');

/** Where the admin lets such a post go, the part that nobody has read is on record by its name. */
async function partlySeen(
	{ports, recent}: Desk,
	{draft: {site, account, unknown}}: ReleaseRequest,
): Promise<void> {
	if (unknown.length === 0) return;
	await recordBlind(ports, recent, {site, account, what: unknown.join(', ').slice(0, 200)});
}

/** The record is durable; now the browser lets this one request through. False: it does not, and the record says so. */
async function opensWire({ports}: Desk, id: string, request: ReleaseRequest, tab: number): Promise<boolean> {
	// Nothing of it can be seen on the wire, so nothing is opened there.
	if (goesBySocket(request.draft)) return true;
	const {site, operation} = request.draft;
	const {uploads, polls, attached} = request;
	const digest = digestOnWire(request);
	try {
		await ports.wire.open({release: id, site, operation, digest, tab, uploads, polls, attached});
		return true;
	} catch (error) {
		ports.around.report('the wire did not open', error);
		await recordFailed(ports, {release: id, reason: 'the wire did not open'}, site);
		return false;
	}
}

/** A request of a thread's part does not say which part it is: that is how the browser will see it. */
function digestOnWire({draft, digest, part}: ReleaseRequest): string {
	return part ? digestOf(asRequested(draft, part.mark)) : digest;
}

export async function deskSent(
	desk: Desk,
	report: SentReport,
	site: SiteId,
): Promise<Outcome<{receipt: string | null}>> {
	const recorded = await desk.inTurn(report.release, () => recordSent(desk.ports, report, site));
	if (!recorded.ok) return recorded;
	const {device, n} = recorded.row;
	await mustHaveLeft(desk, report.release);
	await Promise.race([desk.deliver().catch(() => {}), after(receiptPatience)]);
	const row = await desk.ports.stores.record(device, n);
	return {ok: true, receipt: row?.receipt?.name ?? null};
}

/** Page and wire must say the same; which of them is wrong is for people to find out. */
async function mustHaveLeft({ports, recent}: Desk, id: string): Promise<void> {
	if (ports.wire.saw(id) !== false) return;
	const release = await ports.stores.release(id);
	if (release) await recordUnseen(ports, recent, release);
}

export async function deskFailed(desk: Desk, report: FailedReport, site: SiteId): Promise<Outcome<object>> {
	const {ports} = desk;
	const hold = (await ports.stores.release(report.release))?.hold;
	const kept = await desk.inTurn(hold ?? report.release, () => keepUnused(ports, report));
	if (kept === undefined) return {ok: true};
	if (kept) {
		relookInBackground(desk, hold!);
		return {ok: true};
	}
	await ports.wire.close(report.release);
	// A copy of it may have used the release, whatever became of the page's own.
	const unsure = report.unsent !== undefined && ports.wire.saw(report.release) === true;
	const outcome = await recordFailed(ports, unsure ? {...report, unsure} : report, site);
	if (outcome.ok) deliverInBackground(ports, desk.deliver);
	return outcome;
}

/** Its author may press again, or has: what the pages know of it is no longer so. */
function relookInBackground({ports}: Desk, hold: string): void {
	const relook = async () => {
		const session = await sessionOf(ports);
		if (session) await syncHold(ports, session, hold);
	};
	void relook().catch(error => ports.around.report('a hold was not looked at again', error));
}

function deliverInBackground({around}: Ports, deliver: Desk['deliver']): void {
	void deliver().catch(error => around.report('delivery', error));
}

function after(ms: number): Promise<void> {
	return new Promise(resolve => setTimeout(resolve, ms));
}
