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
import {asAuthorSees} from './unused-release.ts';

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
		const submitted = () => submitOnce(ports, session, request, policy.meta.digest);
		return {ok: true, hold: await remember(ports, session, submitted)};
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
	const {draft, context, note, until, supersedes, helped} = request;
	const findings = [...request.findings];
	const optional = {...(supersedes !== undefined && {supersedes}), ...(helped && {helped: helped as never})};
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

/** Asks, keeps what was seen, and tells the other screens: the hub's own event will bring nothing new then. */
export async function remember(
	ports: Ports,
	session: Session,
	ask: () => Promise<HoldView>,
): Promise<AuthorHold> {
	const {row, before} = await learn(ports, session, ask);
	if (hasChanged(row, before)) {
		await showBadge(ports);
		ports.around.broadcast('state:changed', {what: 'holds'});
	}
	return row.view;
}

/** What was learnt while the hub was asked may be newer than its answer: then it is asked again. */
export async function learn(
	ports: Ports,
	session: Session,
	ask: () => Promise<HoldView>,
): Promise<{row: HoldRow; before: HoldRow | undefined}> {
	const asked = ports.stores.askingHolds();
	const row = await rowOf(ports, session, await ask());
	const before = await ports.stores.hold(row.id);
	if (await ports.stores.putHold(row, asked)) return {row, before};
	return learn(ports, session, () => session.hub.call('hold', undefined, {id: row.id}));
}

/** Who wrote it keeps it among his own, whatever else he may do here. */
export async function rowOf(ports: Ports, {enrolled}: Session, view: HoldView): Promise<HoldRow> {
	const {policy} = await policyNow(ports);
	const verified = await isApprovalProven(view, enrolled, await hubNow(ports), policy?.workflow);
	const list = view.author.id === enrolled.person.id ? 'mine' : 'queue';
	return {id: view.id, view: await asAuthorSees(ports, {...view, verified}), list};
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
		const withdrawn = async () => (await session.hub.call('command', {type: 'withdraw'}, {id})).hold;
		return {ok: true, hold: await remember(ports, session, withdrawn)};
	});
}
