import type {SubmitRequest} from '#lib/api/contract.ts';
import type {Draft} from '#lib/core/draft.ts';
import {type Finding, verdictOf} from '#lib/core/policy/finding.ts';
import {decide} from '#lib/core/review/decide.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {waitingSince} from '#lib/core/review/wait.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {findAccount} from '../identity/accounts.ts';
import type {RulesNow} from '../policy/rules.ts';
import {Refused, refusedBy} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {countShadow} from './count-shadow.ts';
import {loadHold, saveEvents, wasErased} from './hold-store.ts';
import {needsChange} from './needs-change.ts';
import {routeOfDraft} from './routing.ts';
import {claimantsOf} from './suggest.ts';
import {maySee} from './view.ts';

/**
 * A draft that needs a second person. Repeated with the same id it has one effect; with `supersedes` it takes the place
 * of an older hold, whose approvals end in the same transaction.
 */
export async function submit(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	request: SubmitRequest,
): Promise<Hold> {
	const existing = await loadHold(trx, request.id);
	if (existing) return repeated(existing, asking, request);
	if (await wasErased(trx, request.id)) throw refusedBy('exists');
	const caller = await admit(trx, asking, deps.now());
	const account = await findAccount(trx, request.draft.site, request.draft.account);
	if (!account) throw refusedBy('account-unknown');
	// Whoever takes over or corrects somebody's draft is asked about his role alone
	if (!request.supersedes && account.users && !account.users.includes(caller.person))
		throw refusedBy('not-an-author');
	await refuseWithoutFiles(deps, request.draft);
	const checked = await checkAgain(trx, deps, request, account.location);
	const previous = request.supersedes ? await replaceable(trx, caller, request.supersedes) : null;
	const {draft, digest, policy, context, note, helped} = request;
	const said = {context: inContext(context), note, ...(helped && {helped})};
	const submission = {draft, digest, policy, findings: checked.findings, ...said};
	const claimants = await claimantsOf(trx, digest);
	const authors = [caller.person, ...(previous?.authors ?? []), ...(previous?.claimants ?? []), ...claimants];
	const routed = {draft: draft as Draft, findings: checked.findings, location: account.location, authors};
	const since = waitingSince({heldAt: deps.now(), submission});
	const route = await routeOfDraft(trx, checked.current, routed, since);
	const events = decide(
		undefined,
		{
			type: 'submit',
			id: request.id,
			submission,
			location: account.location,
			needed: checked.needed,
			route,
			until: request.until,
			previous,
			claimants,
		},
		{by: caller, now: deps.now()},
	);
	if (typeof events === 'string') throw refusedBy(events);
	if (previous) await supersede(trx, deps, caller, previous, request.id);
	await countShadow(trx, deps, {...request, draft: draft as Draft, item: request.id}, account.location);
	const attachments = {held: {author: request.findings, hub: checked.own, rules: checked.rules}};
	return (await saveEvents(trx, deps, undefined, events, attachments))!;
}

/** Whoever approves must be able to see what is approved. What a file is, the hub finds out itself. */
async function refuseWithoutFiles({archive}: Deps, {media}: SubmitRequest['draft']): Promise<void> {
	for (const {sha256, type} of media) {
		const file = await archive.media.about(sha256);
		if (!file || file.type !== type)
			throw new Refused(422, 'media-missing', 'A file of this draft is not at the hub. Attach it again.');
	}
}

/** The answer to the first try was lost; an other draft under the same id is somebody's mistake or attack. */
function repeated(hold: Hold, caller: Caller, request: SubmitRequest): Hold {
	if (!hold.authors.includes(caller.person)) throw refusedBy('exists');
	if (hold.submission.digest !== request.digest) throw refusedBy('exists');
	return hold;
}

async function replaceable(trx: Transaction, caller: Caller, id: string): Promise<Hold> {
	const previous = await loadHold(trx, id);
	if (!previous || !maySee(previous, caller)) throw refusedBy('unknown-hold');
	return previous;
}

async function supersede(
	trx: Transaction,
	deps: Deps,
	caller: Caller,
	previous: Hold,
	next: string,
): Promise<void> {
	const events = decide(previous, {type: 'supersede', next}, {by: caller, now: deps.now()});
	if (typeof events === 'string') throw refusedBy(events);
	await saveEvents(trx, deps, previous, events);
}

interface Checked {
	/** The author's and the hub's together: the stricter verdict wins. */
	findings: Finding[];
	/** What the hub found by itself. */
	own: readonly Finding[];
	/** Digest of the rules that the hub used. */
	rules: string;
	needed: number;
	current: RulesNow;
}

/** The same engine once more, on a machine that the author does not hold in his hands. */
async function checkAgain(
	trx: Transaction,
	deps: Deps,
	{draft, policy, context, findings}: SubmitRequest,
	location: string,
): Promise<Checked> {
	const current = await deps.rules.current(trx);
	if (!current) throw refusedBy('rules-over');
	if (!(await deps.rules.isKnown(trx, policy)))
		throw new Refused(409, 'unknown-policy', 'These rules are not from this hub. Update and try again.');
	const own = current.check(draft as Draft, context, location, deps.now());
	if (verdictOf(own) === 'block') throw needsChange(own);
	const seen = new Set(findings.map(keyOf));
	const all = [...findings, ...own.filter(finding => !seen.has(keyOf(finding)))];
	return {findings: all as Finding[], own, rules: current.digest, needed: current.needed, current};
}

function keyOf({rule, start, end}: Pick<Finding, 'rule' | 'start' | 'end'>): string {
	return `${rule} ${start} ${end}`;
}

function inContext({
	url,
	inReplyTo,
	askedAt,
	leave,
}: SubmitRequest['context']): Hold['submission']['context'] {
	return {
		url,
		...(inReplyTo !== undefined && {inReplyTo}),
		...(askedAt !== undefined && {askedAt}),
		...(leave && {leave}),
	};
}
