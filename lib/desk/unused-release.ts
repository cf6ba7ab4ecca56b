/**
 * A release whose page gave its request up before it was told to go (a slow machine, a site without patience), and which nothing
 * used: the next press of the same approved words takes it up, and needs no other approval (docs/adr/0213).
 */
import type {AuthorHold, FailedReport, ReleaseRequest} from '#lib/messaging/catalogue.ts';
import {type Allowed, type Permitted, verified} from './approved-release.ts';
import type {Ports, ReleaseRow} from './ports.ts';
import {hubNow} from './session.ts';

/** Milliseconds: less than the five minutes of the hub's token, so that the hub hears of the end before it asks for it. */
const keptFor = 4 * 60_000;

export const isKept = ({state, unused, at}: ReleaseRow, now: number): boolean =>
	state === 'open' && unused === true && Math.abs(now - at) < keptFor;

/** False: it must end. `undefined`: a late word about an attempt that was taken up since; it says nothing. */
export async function keepUnused(
	{stores, wire, now}: Ports,
	{release: id, unsent}: FailedReport,
): Promise<boolean | undefined> {
	const row = await stores.release(id);
	if (unsent === undefined || row?.state !== 'open' || row.token === undefined) return false;
	if ((row.again ?? 0) !== unsent || row.unused) return undefined;
	await wire.close(id);
	const kept = {...row, unused: true} as const;
	if (!wire.isUnused(id) || !isKept(kept, now())) return false;
	await stores.putRelease(kept);
	return true;
}

/** In turn with everything else that asks for this hold. */
export async function takeUp(
	ports: Ports,
	allowed: Allowed,
	request: ReleaseRequest,
	hold: string,
): Promise<Permitted | undefined> {
	const row = await unusedOf(ports, hold);
	const view = row && (await ports.stores.hold(hold))?.view;
	// Under other rules since, somebody has to look again.
	const isSame = row?.digest === request.digest && view?.policy === allowed.policy.meta.digest;
	if (!row || !view || !isSame) return undefined;
	const claims = await verified(
		ports,
		allowed.session,
		{hold: view, policy: allowed.policy},
		row.token!,
		request,
	);
	if (claims?.jti !== row.id) return undefined;
	const {unused: _, ...taken} = row;
	const again = (row.again ?? 0) + 1;
	await ports.stores.putRelease({...taken, again});
	return {ok: true, id: row.id, again};
}

/** The hub has let it go, and it is here still: to its author it is as good as approved, for as long as it is kept. */
export async function asAuthorSees(ports: Ports, view: AuthorHold): Promise<AuthorHold> {
	const row = view.state === 'released' ? await unusedOf(ports, view.id) : undefined;
	if (!row || !view.approval) return view;
	const until = row.at + keptFor + (await hubNow(ports)) - ports.now();
	return {
		...view,
		state: 'approved',
		approval: {...view.approval, expiresAt: Math.min(view.approval.expiresAt, until)},
	};
}

async function unusedOf({stores, now}: Ports, hold: string): Promise<ReleaseRow | undefined> {
	return (await stores.unsettledReleases()).find(row => row.hold === hold && isKept(row, now()));
}
