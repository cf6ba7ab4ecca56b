/** The author's side of a hold: send for approval, look, take back. */
import {HubError} from '#lib/api/client.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {digestOf} from '#lib/core/draft.ts';
import type {HoldState} from '#lib/core/review/hold.ts';
import type {AuthorHold, HeldRequest, Outcome} from '#lib/messaging/catalogue.ts';
import {isApprovalProven} from './approval-check.ts';
import {hasChanged, showBadge} from './hold-news.ts';
import {deliverMedia, lacksMedia} from './media.ts';
import {notEnrolled, outcomeOf, refused} from './outcome.ts';
import {policyNow} from './policy.ts';
import type {HoldRow, Ports} from './ports.ts';
import {hubNow, type Session, sessionOf} from './session.ts';

type OneHold = Outcome<{hold: AuthorHold}>;

/** While a hold is in one of these, sending the same draft again means the same hold. */
const waiting: ReadonlySet<HoldState> = new Set(['held', 'in_review', 'approved', 'released']);

export function submit(ports: Ports, request: HeldRequest): Promise<OneHold> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		const {draft} = request;
		const accounts = (await ports.stores.get('accounts')) ?? [];
		if (!accounts.some(({site, id}) => site === draft.site && id === draft.account))
			return refused(
				'unknown-account',
				'This account is not in the company’s register, so it is not sent anywhere.',
			);
		const {policy, note} = await policyNow(ports);
		if (!policy) return refused('no-policy', note);
		const lacking = await lacksMedia(ports, draft);
		if (lacking) return lacking;
		// The author has just said so: this is the moment of consent.
		await deliverMedia(
			ports,
			session.hub,
			draft.media.map(({sha256}) => sha256),
		);
		const view = await submitOnce(ports, session, request, policy.meta.digest);
		return {ok: true, hold: await remember(ports, session, view, 'mine')};
	});
}

/**
 * The hold's id is durable before the hub hears of it: a page that asks again after a crash, or because the answer was
 * lost, gets the same hold.
 */
async function submitOnce(
	ports: Ports,
	{hub}: Session,
	request: HeldRequest,
	policy: string,
): Promise<HoldView> {
	const digest = digestOf(request.draft);
	const earlier = await ports.stores.submission(digest);
	const known = earlier && (await existing(hub, earlier.hold));
	// Let go, and nobody saw what became of it: the author may ask for another approval
	if (known && waiting.has(known.state) && !known.alarm) return known;
	const id = earlier && !known ? earlier.hold : ports.newId();
	await ports.stores.putSubmission({digest, hold: id});
	const {draft, context, note, until, supersedes} = request;
	const findings = [...request.findings];
	const optional = supersedes === undefined ? {} : {supersedes};
	return hub.call('submit', {
		id,
		draft: draft as never,
		digest,
		policy,
		findings: findings as never,
		context,
		note,
		until,
		...optional,
	});
}

async function existing(hub: Session['hub'], id: string): Promise<HoldView | undefined> {
	try {
		return await hub.call('hold', undefined, {id});
	} catch (error) {
		if (error instanceof HubError && error.status === 404) return;
		throw error;
	}
}

/** Keeps what was seen, for working offline and to notice changes. */
export async function remember(
	ports: Ports,
	{enrolled}: Session,
	view: HoldView,
	list: HoldRow['list'],
): Promise<AuthorHold> {
	const hold = {
		...view,
		verified: await isApprovalProven(
			view,
			enrolled,
			await hubNow(ports),
			(await policyNow(ports)).policy?.workflow,
		),
	};
	const row = {id: hold.id, view: hold, list};
	const before = await ports.stores.hold(hold.id);
	await ports.stores.putHold(row);
	if (hasChanged(row, before)) {
		// The hub's own event will bring nothing new then: other screens hear of it from here.
		await showBadge(ports);
		ports.around.broadcast('state:changed', {what: 'holds'});
	}
	return hold;
}

export async function mine(
	ports: Ports,
	of: {site: string; account: string},
): Promise<Outcome<{holds: AuthorHold[]}>> {
	const session = await sessionOf(ports);
	if (!session) return notEnrolled;
	const holds = (await ports.stores.holds()).filter(({list}) => list === 'mine').map(({view}) => view);
	return {ok: true, holds: holds.filter(({draft}) => draft.site === of.site && draft.account === of.account)};
}

export function withdraw(ports: Ports, id: string): Promise<OneHold> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		const {hold} = await session.hub.call('command', {type: 'withdraw'}, {id});
		return {ok: true, hold: await remember(ports, session, hold, 'mine')};
	});
}
