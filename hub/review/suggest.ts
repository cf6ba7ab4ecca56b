/** Suggested wording: what it touches is found out here, never taken from the reviewer's browser. */
import {signerOf} from '#lib/api/approval.ts';
import type {HoldCommand} from '#lib/api/contract.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {type Finding, verdictOf} from '#lib/core/policy/finding.ts';
import type {CommandOf} from '#lib/core/review/command.ts';
import {decide} from '#lib/core/review/decide.ts';
import type {EventOf, HoldEvent} from '#lib/core/review/event.ts';
import type {Hold, PersonId} from '#lib/core/review/hold.ts';
import {surroundingsOf, withText} from '#lib/core/review/suggestion.ts';
import {touchesOf} from '#lib/core/review/touches.ts';
import {waitingSince} from '#lib/core/review/wait.ts';
import type {Deps} from '../deps.ts';
import type {DeviceCaller} from '../http/authenticate.ts';
import {findAccount} from '../identity/accounts.ts';
import {findDevice} from '../identity/devices.ts';
import {drawLooks} from '../looks/draw.ts';
import type {RulesNow} from '../policy/rules.ts';
import {refusedBy} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {consume, standing, statementBy} from './approvals.ts';
import {loadHold, saveEvents} from './hold-store.ts';
import {needsChange} from './needs-change.ts';
import {routeOfDraft} from './routing.ts';

type Request<T extends HoldCommand['type']> = Extract<HoldCommand, {type: T}>;

/** The command as `decide` understands it, with what the wording touches. */
export async function suggestCommand(
	trx: Transaction,
	deps: Deps,
	caller: DeviceCaller,
	hold: Hold,
	{version, next, text, note, statement}: Request<'suggest'>,
): Promise<CommandOf<'suggest'>> {
	const rules = await deps.rules.current(trx);
	if (!rules) throw refusedBy('rules-over');
	if (await loadHold(trx, next)) throw refusedBy('exists');
	const {draft} = hold.submission;
	const changed = withText(draft, text);
	const [before, after] = [
		checked(rules, hold, draft, deps.now()),
		checked(rules, hold, changed, deps.now()),
	];
	if (verdictOf(after) === 'block') throw needsChange(after);
	const account = await findAccount(trx, draft.site, draft.account);
	const near = surroundingsOf(
		rules.company,
		{name: account?.name ?? '', location: hold.location},
		rules.plainWords,
	);
	const touches = touchesOf({text: draft.text, findings: before}, {text, findings: after}, near);
	const claims = statement && touches.length === 0 ? await statementBy(caller, statement) : undefined;
	const approval = claims && statement ? {statement, claims} : null;
	return {type: 'suggest', version, next, text, digest: digestOf(changed), note, touches, approval};
}

function checked(rules: RulesNow, hold: Hold, draft: Draft, now: number): Finding[] {
	return rules.check(draft, hold.submission.context, hold.location, now);
}

/** Who suggested exactly this draft, with another claim than stood there, is an author of it, whoever sends it. */
export async function rememberClaim(trx: Transaction, event: EventOf<'suggested'>): Promise<void> {
	const {suggestion} = event;
	if (suggestion.touches.length === 0) return;
	await trx
		.insertInto('claims')
		.values({digest: suggestion.digest, person: suggestion.by})
		.onConflict(conflict => conflict.doNothing())
		.execute();
}

export async function claimantsOf(trx: Transaction, digest: string): Promise<PersonId[]> {
	const rows = await trx.selectFrom('claims').select('person').where('digest', '=', digest).execute();
	return rows.map(({person}) => person);
}

/** The author accepts: a new version, approved in the same transaction where nothing of a claim was touched. */
export async function accept(
	trx: Transaction,
	deps: Deps,
	caller: DeviceCaller,
	hold: Hold,
	{digest}: Request<'accept'>,
): Promise<Hold> {
	const repeated = hold.next ? await loadHold(trx, hold.next) : undefined;
	if (repeated?.accepted && repeated.submission.digest === digest) return repeated;
	const {suggestion} = hold;
	if (!suggestion) throw refusedBy('no-suggestion');
	if (suggestion.digest !== digest) throw refusedBy('changed');
	const rules = await deps.rules.current(trx);
	if (!rules) throw refusedBy('rules-over');
	const draft = withText(hold.submission.draft, suggestion.text);
	const own = checked(rules, hold, draft, deps.now());
	if (verdictOf(own) === 'block') throw needsChange(own);
	const findings = [...own, ...onlyAuthors(rules, hold, draft.text.length, deps.now())];
	const submission = {...hold.submission, draft, digest, findings};
	const statement = suggestion.approval?.statement;
	const routed = {draft, findings, location: hold.location, authors: [...hold.authors, ...hold.claimants]};
	const route = await routeOfDraft(trx, rules, routed, waitingSince({heldAt: deps.now(), submission}));
	const suggester = statement ? await standing(trx, suggestion.by, statement, deps.now()) : null;
	const needed = Math.max(rules.needed, hold.needed);
	const context = {by: caller, now: deps.now()};
	const events = decide(
		undefined,
		{type: 'accept', previous: hold, submission, needed, route, suggester},
		context,
	);
	if (typeof events === 'string') throw refusedBy(events);
	const replaced = decide(hold, {type: 'supersede', next: suggestion.next}, context);
	if (typeof replaced === 'string') throw refusedBy(replaced);
	await saveEvents(trx, deps, hold, replaced);
	return begin(trx, deps, events, {held: {hub: own, rules: rules.digest}});
}

/** What only the author's browser could find, say in a picture, still stands; where it was is not known any more. */
function onlyAuthors(rules: RulesNow, hold: Hold, length: number, now: number): Finding[] {
	const {draft, findings} = hold.submission;
	const own = new Set(checked(rules, hold, draft, now).map(({rule}) => rule));
	return findings.filter(({rule}) => !own.has(rule)).map(f => ({...f, start: 0, end: length, fixes: []}));
}

async function begin(
	trx: Transaction,
	deps: Deps,
	events: readonly HoldEvent[],
	attachments: {held: object},
): Promise<Hold> {
	const [held, approved] = events as [EventOf<'held'>, EventOf<'approved'> | undefined];
	const hold = (await saveEvents(trx, deps, undefined, [held], attachments))!;
	if (!approved) return hold;
	await consume(trx, hold, approved);
	const {statement} = approved.approval;
	const {certificate} = (await findDevice(trx, signerOf(statement)!))!;
	const after = (await saveEvents(trx, deps, hold, [approved], {approved: {certificate}}))!;
	await drawLooks(trx, deps, after, [approved]);
	return after;
}
