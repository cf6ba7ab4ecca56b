/**
 * The parts of an approved thread: each once, in order, each under the one before it. The hub releases the whole once; its
 * token is good for five minutes, and within them the rest may go on after the site has refused a part (docs/adr/0130).
 */
import type {HoldView} from '#lib/api/contract.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {attemptOf, isWhole, partOf, readAttempt} from '#lib/core/thread.ts';
import type {ReleaseRequest} from '#lib/messaging/catalogue.ts';
import {type Allowed, type Permitted, releasedByHub, verified} from './approved-release.ts';
import {refused} from './outcome.ts';
import type {Ports} from './ports.ts';

interface Place {
	hold: string;
	/** The release of the part before. */
	after: string | null;
}

export async function partRelease(
	ports: Ports,
	allowed: Allowed,
	request: ReleaseRequest,
	{hold: id, after}: Place,
): Promise<Permitted> {
	const hold = (await ports.stores.hold(id))?.view;
	const {thread} = request.draft;
	if (!hold || !thread || isWhole(thread)) return different;
	if (after === null) return firstPart(ports, allowed, request, hold);
	return thread.part > 1 ? laterPart(ports, allowed, request, hold, after, thread.part) : different;
}

async function firstPart(
	ports: Ports,
	allowed: Allowed,
	request: ReleaseRequest,
	{id, draft}: HoldView,
): Promise<Permitted> {
	if (!isPart(request, draft, 1, null)) return different;
	// Compared as the whole: that is what was approved and what the hub releases.
	const permitted = await releasedByHub(ports, allowed, {draft, digest: digestOf(draft)}, id);
	return permitted.ok ? {...permitted, id: attemptOf(permitted.id, 1)} : permitted;
}

async function laterPart(
	ports: Ports,
	{session, policy}: Allowed,
	request: ReleaseRequest,
	hold: HoldView,
	after: string,
	part: number,
): Promise<Permitted> {
	const before = await ports.stores.release(after);
	const {release, part: last} = readAttempt(after);
	const isBefore = before?.hold === hold.id && before.state === 'sent' && last === part - 1;
	const token = before?.part?.token;
	if (!isBefore || !token) return refused('not-yet', 'The part before this one is not public yet.');
	if (!isPart(request, hold.draft, part, before.part?.siteId ?? '')) return different;
	const whole = {draft: hold.draft, digest: digestOf(hold.draft)};
	const claims = await verified(ports, session, {hold, policy}, token, whole);
	if (claims?.jti !== release)
		return refused('over', 'The time for this thread is over. Send the rest for approval.');
	return nextTry(ports, release, part, token);
}

/** A part that the site refused may be tried again; one that went, or may have gone, never. */
async function nextTry(ports: Ports, release: string, part: number, token: string): Promise<Permitted> {
	for (let again = 1; ; again++) {
		const id = attemptOf(release, part, again);
		const row = await ports.stores.release(id);
		if (!row) return {ok: true, id, token};
		if (row.state !== 'failed') return refused('used', 'This part was posted already.');
	}
}

function isPart({draft, digest}: ReleaseRequest, whole: Draft, part: number, under: string | null): boolean {
	return (
		isWhole(whole.thread) &&
		under !== '' &&
		digest === digestOf(partOf(whole, part, under)) &&
		digest === digestOf(draft)
	);
}

const different = refused('different', 'Different from what was approved. Nothing was posted.');
