import {signerOf} from '#lib/api/approval.ts';
import type {Account, HoldView} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {type Actor, candidateOf} from '#lib/core/review/command.ts';
import {decidable} from '#lib/core/review/decide-review.ts';
import type {Approval, Hold, PersonId, Suggestion} from '#lib/core/review/hold.ts';
import {settled} from '#lib/core/review/settle.ts';
import {isAskedAnywhere, openSteps} from '#lib/core/review/steps.ts';
import {waitingSince} from '#lib/core/review/wait.ts';
import {listAccounts} from '../identity/accounts.ts';
import type {Reader} from '../store/schema.ts';

type PersonRef = {id: string; name: string};

/** Names, accounts and certificates that the views of some holds need. */
export interface Directory {
	person: (id: PersonId) => PersonRef;
	account: (site: SiteId, id: string, location: string) => Account;
	/** Of the device that signed a statement. */
	certificate: (statement: string) => string | undefined;
}

export async function directoryOf(db: Reader, holds: readonly Hold[]): Promise<Directory> {
	const names = await namesOf(db, [...new Set(holds.flatMap(personsIn))]);
	const signers = holds.flatMap(({approvals}) => approvals.map(({statement}) => signerOf(statement) ?? ''));
	const certificates = await certificatesOf(db, [...new Set(signers)]);
	const accounts = new Map(
		(await listAccounts(db)).map(account => [`${account.site} ${account.id}`, account]),
	);
	return {
		certificate: statement => certificates.get(signerOf(statement) ?? ''),
		person: id => ({id, name: names.get(id) ?? id}),
		account: (site, id, location) =>
			accounts.get(`${site} ${id}`) ?? {
				// The account was taken from the register after the hold was made
				site,
				id,
				handle: id,
				name: id,
				location,
				gate: 'managed',
				blind: 'closed',
			},
	};
}

function personsIn({authors, claim, approvals, returned, rejected, ...hold}: Hold): PersonId[] {
	const others = [
		hold.suggestion?.by,
		hold.accepted?.by,
		...hold.questions.flatMap(({by, answer}) => [by, answer?.by]),
		claim?.reviewer,
		returned?.by,
		rejected?.by,
		...approvals.map(({reviewer}) => reviewer),
	];
	return [...authors, ...others.filter(person => person !== undefined)];
}

async function namesOf(db: Reader, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute();
	return new Map(rows.map(({id, name}) => [id, name]));
}

async function certificatesOf(db: Reader, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db.selectFrom('devices').select(['id', 'certificate']).where('id', 'in', ids).execute();
	return new Map(rows.map(({id, certificate}) => [id, certificate]));
}

/** May this person see the hold at all? Its authors; and whoever reviews, runs or audits its place. */
export function maySee(hold: Hold, by: Omit<Actor, 'device'>): boolean {
	const {person, roles} = by;
	if (hold.authors.includes(person) || isAskedAnywhere(hold, candidateOf(by))) return true;
	return (['reviewer', 'admin', 'auditor'] as const).some(role => hasRole(roles, role, hold.location));
}

/** The hold at `now`, for this person. */
export function viewOf(stored: Hold, by: Actor, now: number, names: Directory): HoldView {
	const hold = settled(stored, now);
	const {draft, digest, policy, findings, context, note} = hold.submission;
	return {
		id: hold.id,
		state: hold.state,
		version: hold.version,
		digest,
		draft: {...draft, media: [...draft.media], unknown: [...draft.unknown], poll: mutable(draft.poll)},
		policy,
		findings: findings.map(finding => ({...finding, fixes: [...finding.fixes]})),
		context,
		note,
		author: names.person(hold.authors[0]!),
		account: names.account(draft.site, draft.account, hold.location),
		location: hold.location,
		heldAt: hold.heldAt,
		waitingSince: waitingSince(hold),
		expiresAt: hold.expiresAt,
		...decisions(hold, names),
		sent: hold.sent,
		parts: hold.parts && [...hold.parts],
		stuck: hold.stuck,
		mayDecide: decidable(hold, {by, now}) ?? true,
		previous: hold.previous,
		needed: hold.needed,
		approvals: hold.approvals.map(approval => approvalRef(approval, names)),
		alarm: hold.alarm,
		route: routeView(hold),
		...conversation(hold, names),
	};
}

function decisions(hold: Hold, names: Directory) {
	const {claim, returned, rejected, approvals} = hold;
	const last = hold.state === 'held' || hold.state === 'in_review' ? undefined : approvals.at(-1);
	return {
		claimedBy: claim && names.person(claim.reviewer),
		approval: last ? {...approvalRef(last, names), proofs: proofsOf(approvals, names)} : null,
		returned: returned && {...returned, by: names.person(returned.by)},
		rejected: rejected && {...rejected, by: names.person(rejected.by)},
	};
}

function routeView(hold: Hold) {
	const {route, approvals} = hold;
	if (!route) return null;
	const open = openSteps(hold);
	const steps = route.steps.map(({name, need, competence}, n) => ({
		...{name, need, competence},
		done: approvals.filter(({step}) => step === n).length,
		open: open.includes(n),
	}));
	return {name: route.name, dueAt: route.dueAt, escalated: route.escalatedAt !== null, steps};
}

function conversation({suggestion, questions, accepted, next, needed}: Hold, names: Directory) {
	const said = questions.map(({by, answer, span, ...question}) => ({
		...question,
		by: names.person(by),
		span: span && {...span},
		answer: answer && {...answer, by: names.person(answer.by)},
	}));
	return {
		next,
		questions: said,
		suggestion: suggestion && suggestionView(suggestion, needed, names),
		accepted: accepted && {...accepted, by: names.person(accepted.by), touches: [...accepted.touches]},
	};
}

/** The signature given in advance stays here until it counts: a page has no use for it. */
function suggestionView({approval, ...suggestion}: Suggestion, needed: number, names: Directory) {
	const by = names.person(suggestion.by);
	return {...suggestion, by, touches: [...suggestion.touches], complete: approval !== null && needed <= 1};
}

function approvalRef({reviewer, at, expiresAt}: Approval, names: Directory) {
	return {reviewer: names.person(reviewer), at, expiresAt};
}

function proofsOf(approvals: readonly Approval[], names: Directory) {
	return approvals.flatMap(({statement}) => {
		const certificate = names.certificate(statement);
		return certificate ? [{statement, certificate}] : [];
	});
}

function mutable(poll: Hold['submission']['draft']['poll']) {
	return poll && {...poll, choices: [...poll.choices]};
}
