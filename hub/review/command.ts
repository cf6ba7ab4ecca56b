import type {HoldCommand} from '#lib/api/contract.ts';
import type {Draft} from '#lib/core/draft.ts';
import type {Command, ReleaseFacts} from '#lib/core/review/command.ts';
import {decide} from '#lib/core/review/decide.ts';
import type {EventOf, HoldEvent} from '#lib/core/review/event.ts';
import type {Approval, Hold} from '#lib/core/review/hold.ts';
import {settle} from '#lib/core/review/settle.ts';
import {isAskedAnywhere} from '#lib/core/review/steps.ts';
import {stopOf} from '#lib/core/review/stop.ts';
import type {Deps} from '../deps.ts';
import {admit, type DeviceCaller} from '../http/authenticate.ts';
import {findAccount} from '../identity/accounts.ts';
import {findDevice} from '../identity/devices.ts';
import {drawLooks} from '../looks/draw.ts';
import {refusedBy} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {abilitiesOf} from './abilities.ts';
import {consume, standing as personStanding, statementBy} from './approvals.ts';
import {type Attachments, loadHold, saveEvents} from './hold-store.ts';
import {routeOfDraft} from './routing.ts';
import {stopsNow} from './stops.ts';
import {accept, rememberClaim, suggestCommand} from './suggest.ts';
import {mintToken, tokenFor} from './token.ts';
import {maySee} from './view.ts';

export interface Carried {
	hold: Hold;
	/** Only in answer to a release. */
	token?: string;
}

/** One command on one hold: looked up, decided, saved and archived in one transaction. */
export async function carryOut(
	trx: Transaction,
	deps: Deps,
	asking: DeviceCaller,
	id: string,
	request: HoldCommand,
): Promise<Carried> {
	const admitted = await admit(trx, asking, deps.now());
	const caller = {...admitted, ...(await abilitiesOf(trx, admitted.person, deps.now()))};
	const hold = await loadHold(trx, id);
	if (!hold || !maySee(hold, caller)) throw refusedBy('unknown-hold');
	if (request.type === 'release') {
		const token = await tokenFor(trx, hold, caller, deps.now());
		// The answer was lost on its way: the same device gets the same token, which still works only once
		if (token && request.digest === hold.submission.digest) return {hold, token};
	}
	if (request.type === 'accept') return {hold: await accept(trx, deps, caller, hold, request)};
	const command = await commandOf(trx, deps, caller, hold, request);
	const events = decide(hold, command, {by: caller, now: deps.now()});
	if (typeof events === 'string') throw refusedBy(events);
	return record(trx, deps, caller, hold, events);
}

/** What time did to a hold since somebody last looked. The expiry job's work; deciding does it too. */
export async function letTimePass(trx: Transaction, deps: Deps, id: string): Promise<void> {
	const hold = await loadHold(trx, id);
	if (hold) await saveEvents(trx, deps, hold, settle(hold, deps.now()));
}

async function record(
	trx: Transaction,
	deps: Deps,
	caller: DeviceCaller,
	hold: Hold,
	events: readonly HoldEvent[],
): Promise<Carried> {
	const attachments: Attachments = {};
	const approved = events.find(isApproved);
	if (approved) {
		await consume(trx, hold, approved);
		attachments.approved = {certificate: (await findDevice(trx, caller.device))?.certificate};
	}
	const suggested = events.find(isSuggested);
	if (suggested) await rememberClaim(trx, suggested);
	const released = events.find(isReleased);
	const token = released && (await mintToken(trx, deps, hold, released));
	if (token) attachments.released = {token};
	const after = (await saveEvents(trx, deps, hold, events, attachments)) ?? hold;
	await drawLooks(trx, deps, after, events);
	return {hold: after, ...(token && {token})};
}

const isApproved = (event: HoldEvent): event is EventOf<'approved'> => event.type === 'approved';
const isSuggested = (event: HoldEvent): event is EventOf<'suggested'> => event.type === 'suggested';
const isReleased = (event: HoldEvent): event is EventOf<'released'> => event.type === 'released';

async function commandOf(
	trx: Transaction,
	deps: Deps,
	caller: DeviceCaller,
	hold: Hold,
	request: Exclude<HoldCommand, {type: 'accept'}>,
): Promise<Command> {
	if (request.type === 'release')
		return {...request, id: deps.id(), facts: await releaseFacts(trx, deps, hold, caller)};
	if (request.type === 'suggest') return suggestCommand(trx, deps, caller, hold, request);
	if (request.type !== 'approve') return request;
	const claims = await statementBy(caller, request.statement);
	return {...request, claims};
}

async function releaseFacts(
	trx: Transaction,
	deps: Deps,
	hold: Hold,
	{person, device}: DeviceCaller,
): Promise<ReleaseFacts> {
	const {draft} = hold.submission;
	const account = await findAccount(trx, draft.site, draft.account);
	const standing: string[] = [];
	for (const approval of hold.approvals)
		if (await stillStands(trx, hold, approval, deps.now())) standing.push(approval.reviewer);
	const {site, account: id, operation} = draft;
	const posting = {person, site, account: id, location: account?.location ?? hold.location, operation};
	const stops = await stopsNow(trx, deps.now(), device);
	const stopped = stopOf(stops, posting, deps.now()) !== undefined;
	const rules = await rulesNow(trx, deps, hold, draft);
	return {gateNeeded: account?.gate ?? null, rules, stopped, standing};
}

/** Does the approver still review what he approved? A training that ended since then was good when it counted. */
async function stillStands(trx: Transaction, hold: Hold, approval: Approval, now: number): Promise<boolean> {
	const person = await personStanding(trx, approval.reviewer, approval.statement, now);
	return person !== null && isAskedAnywhere(hold, person);
}

/** New rules end an approval only where they find something that the reviewer has not seen. */
async function rulesNow(
	trx: Transaction,
	deps: Deps,
	hold: Hold,
	draft: Draft,
): Promise<ReleaseFacts['rules']> {
	const current = await deps.rules.current(trx);
	if (!current) return 'over';
	if (current.digest === hold.submission.policy) return 'same';
	const seen = new Set(hold.submission.findings.map(({rule, start, end}) => `${rule} ${start} ${end}`));
	const found = current.check(draft, hold.submission.context, hold.location, deps.now());
	const isNew = found.some(f => f.severity !== 'advise' && !seen.has(`${f.rule} ${f.start} ${f.end}`));
	const routed = {draft, findings: found, location: hold.location, authors: hold.authors};
	const route = await routeOfDraft(trx, current, routed, deps.now());
	const isOther = route !== null && route.name !== hold.route?.name;
	return isNew || isOther || current.needed > hold.needed ? 'stricter' : 'same';
}
