/** The reviewer's side. Four eyes are enforced in the hub; here they are courtesy. */
import {signApproval} from '#lib/api/approval.ts';
import {pathOf} from '#lib/api/client.ts';
import {endpoints, type HoldCommand, type HoldView} from '#lib/api/contract.ts';
import {digestOf} from '#lib/core/draft.ts';
import {mediaPart, unknownType} from '#lib/core/media.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import type {ReturnReason} from '#lib/core/review/hold.ts';
import {base64Of} from '#lib/messaging/base64.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import type {QueueItem} from '#lib/messaging/queue-item.ts';
import {remember} from './holds.ts';
import {notEnrolled, outcomeOf, refused} from './outcome.ts';
import type {HoldRow, Ports} from './ports.ts';
import {hubNow, type Session, sessionOf} from './session.ts';

type OneHold = Outcome<{hold: HoldView}>;

/** What may be reviewed here and what this person wrote, as last seen. */
export async function queue(
	ports: Ports,
	isOnline: boolean,
): Promise<Outcome<{items: QueueItem[]; mine: HoldView[]; stale: boolean}>> {
	if (!(await sessionOf(ports))) return notEnrolled;
	const rows = await ports.stores.holds();
	const of = (wanted: HoldRow['list']) =>
		rows.filter(({list}) => list === wanted).map(({view}): HoldView => view);
	return {ok: true, items: of('queue').map(itemOf), mine: of('mine'), stale: !isOnline};
}

/** There may be hundreds, and the way to the popup is long: what nobody sees in a list is left out. */
function itemOf({draft, account: {handle}, findings, ...hold}: HoldView): QueueItem {
	const {id, state, version, digest, author, heldAt, waitingSince, expiresAt} = hold;
	const {claimedBy, mayDecide, look} = hold;
	const {site, operation, text, target, media, poll, unknown} = draft;
	return {
		...{id, state, version, digest, author, heldAt, waitingSince, expiresAt, claimedBy, mayDecide, look},
		draft: {site, operation, text, target, media, poll, unknown},
		account: {handle},
		findings: findings.map(({severity, confidence, message}) => ({severity, confidence, message})),
	};
}

export async function queued(ports: Ports, id: string): Promise<OneHold> {
	const row = await ports.stores.hold(id);
	return row ? {ok: true, hold: row.view} : refused('unknown-hold', 'This is not waiting any more.');
}

export function look(ports: Ports, id: string): Promise<OneHold> {
	return withSession(ports, async session => {
		const hold = await remember(ports, session, () => session.hub.call('hold', undefined, {id}));
		return {ok: true, hold};
	});
}

/** A part of a file of a held draft. The screen that shows it hashes what it gets: it is about to be approved. */
export function mediaOf(
	ports: Ports,
	{hold, sha256, at}: {hold: string; sha256: string; at: number},
): Promise<Outcome<{type: string; size: number; bytes: string}>> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		const path = pathOf(endpoints.holdMedia.path, {id: hold, sha256, at, length: mediaPart});
		const reply = await session.hub.raw('GET', path);
		const bytes = new Uint8Array(await reply.arrayBuffer());
		const size = /\/(\d+)$/.exec(reply.headers.get('content-range') ?? '')?.[1];
		const type = reply.headers.get('content-type') ?? unknownType;
		return {ok: true, type, size: Number(size ?? bytes.length), bytes: base64Of(bytes)};
	});
}

export function claim(ports: Ports, id: string): Promise<OneHold> {
	return withSession(ports, session => command(ports, session, id, {type: 'claim'}));
}

export function unclaim(ports: Ports, id: string): Promise<OneHold> {
	return withSession(ports, session => command(ports, session, id, {type: 'unclaim'}));
}

/** Signs over what was on the screen: `version` and `digest` are the ones shown, and must still be the hold's. */
export function approve(
	ports: Ports,
	shown: {hold: string; version: number; digest: string},
): Promise<OneHold> {
	return withSession(ports, async session => {
		const {enrolled, hub} = session;
		const view = await hub.call('hold', undefined, {id: shown.hold});
		if (view.version !== shown.version || view.digest !== shown.digest)
			return refused('changed', 'This changed while you were looking at it. Look again.');
		if (digestOf(view.draft) !== view.digest)
			return refused('digest-wrong', 'The fingerprint does not belong to this draft. Tell your admin.');
		if (view.author.id === enrolled.person.id)
			return refused('four-eyes', 'You wrote this, so someone else must approve it.');
		const claims = approvalClaims(view, enrolled.person.id, await hubNow(ports), ports.newId());
		const statement = await signApproval(enrolled.key, enrolled.device, claims);
		return command(ports, session, view.id, {type: 'approve', statement});
	});
}

export function giveBack(
	ports: Ports,
	{hold, ...decision}: {hold: string; version: number; reason: ReturnReason; note: string},
): Promise<OneHold> {
	return withSession(ports, session => command(ports, session, hold, {type: 'return', ...decision}));
}

export function reject(
	ports: Ports,
	{hold, ...decision}: {hold: string; version: number; note: string},
): Promise<OneHold> {
	return withSession(ports, session => command(ports, session, hold, {type: 'reject', ...decision}));
}

/** A decision counts when the hub has confirmed it. */
async function command(ports: Ports, session: Session, id: string, what: HoldCommand): Promise<OneHold> {
	const commanded = async () => (await session.hub.call('command', what, {id})).hold;
	return {ok: true, hold: await remember(ports, session, commanded)};
}

function withSession(ports: Ports, work: (session: Session) => Promise<OneHold>): Promise<OneHold> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		return session ? work(session) : notEnrolled;
	});
}
