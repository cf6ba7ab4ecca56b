/** Second looks and practice items as a reviewer meets them: like any other item, and told how it ended. */
import type {HoldCommand, HoldView} from '#lib/api/contract.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {type Actor, candidateOf} from '#lib/core/review/command.ts';
import {practiceAuthor, practiceDraft} from '#lib/core/review/practice.ts';
import {isAskedAnywhere} from '#lib/core/review/steps.ts';
import type {Deps} from '../deps.ts';
import {admit, type DeviceCaller} from '../http/authenticate.ts';
import {findAccount} from '../identity/accounts.ts';
import {journal} from '../journal.ts';
import {refusedBy} from '../refused.ts';
import {loadHold} from '../review/hold-store.ts';
import {directoryOf, viewOf} from '../review/view.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {findItem} from './practice-items.ts';
import type {LookTables} from './tables.ts';

type Look = LookTables['looks'];

/** Those that wait for this person. */
export async function looksFor(deps: Deps, by: Actor): Promise<HoldView[]> {
	const rows = await deps.store.db
		.selectFrom('looks')
		.selectAll()
		.where('person', '=', by.person)
		.where('answered_at', 'is', null)
		.where('until', '>', deps.now())
		.orderBy('at')
		.execute();
	const views = await Promise.all(rows.map(row => viewOfLook(deps.store.db, deps, row, by)));
	return views.filter(view => view !== undefined);
}

/** Nothing if there is no such look, or it is another person's. */
export async function findLook(db: Reader, deps: Deps, id: string, by: Actor): Promise<HoldView | undefined> {
	const row = await ownLook(db, id, by);
	return row && viewOfLook(db, deps, row, by);
}

/** Nothing if this is no look. What is decided here moves no hold and counts nowhere as an approval. */
export async function answerLook(
	trx: Transaction,
	deps: Deps,
	asking: DeviceCaller,
	id: string,
	command: HoldCommand,
): Promise<HoldView | undefined> {
	const row = await ownLook(trx, id, asking);
	if (!row) return;
	const caller = await admit(trx, asking, deps.now());
	const view = await viewOfLook(trx, deps, row, caller);
	if (!view) throw refusedBy('unknown-hold');
	if (command.type === 'claim' || command.type === 'unclaim') return view;
	if (!answers.has(command.type)) throw refusedBy('closed');
	if (row.answered_at === null) await keepAnswer(trx, deps, caller, row, command);
	const kept = {...row, verdict: row.verdict ?? verdictOf(command)};
	return {...view, state: 'withdrawn', mayDecide: 'closed', looked: await told(trx, kept)};
}

const answers: ReadonlySet<HoldCommand['type']> = new Set(['approve', 'return', 'reject', 'suggest', 'ask']);

const verdictOf = ({type}: HoldCommand) => (type === 'approve' ? 'approves' : 'differs');

async function keepAnswer(
	trx: Transaction,
	deps: Deps,
	caller: DeviceCaller,
	{id, kind, hold, item, location, until}: Look,
	command: HoldCommand,
): Promise<void> {
	if (deps.now() >= until) throw refusedBy('closed');
	const verdict = verdictOf(command);
	const reason = command.type === 'return' ? command.reason : null;
	const note = 'note' in command ? command.note : '';
	await trx
		.updateTable('looks')
		.set({answered_at: deps.now(), verdict, reason})
		.where('id', '=', id)
		.execute();
	if (kind === 'practice') {
		await journal(trx, deps, {type: 'practice.answered', by: null, body: {item, verdict, location}});
		return;
	}
	await journal(trx, deps, {type: 'look.answered', by: caller.person, body: {hold, verdict, reason, note}});
}

async function ownLook(db: Reader, id: string, {person}: Pick<Actor, 'person'>): Promise<Look | undefined> {
	return db
		.selectFrom('looks')
		.selectAll()
		.where('id', '=', id)
		.where('person', '=', person)
		.executeTakeFirst();
}

async function told(db: Reader, {kind, item, verdict, person}: Look): Promise<HoldView['looked']> {
	if (kind === 'second') return {kind};
	const problem = (await findItem(db, item))?.problem ?? '';
	const answered = await db
		.selectFrom('looks')
		.select('verdict')
		.where('person', '=', person)
		.where('kind', '=', kind)
		.where('answered_at', 'is not', null)
		.execute();
	const found = answered.filter(one => one.verdict === 'differs').length;
	return {kind, caught: verdict === 'differs', problem, found, of: answered.length};
}

async function viewOfLook(db: Reader, deps: Deps, row: Look, by: Actor): Promise<HoldView | undefined> {
	return row.kind === 'second' ? secondView(db, deps, row, by) : practiceView(db, deps, row);
}

/** What was approved, without a trace of that. Nothing where its words were erased, or this person may not see it any more. */
async function secondView(db: Reader, deps: Deps, row: Look, by: Actor): Promise<HoldView | undefined> {
	const hold = await loadHold(db, row.hold!);
	if (!hold || !isAskedAnywhere(hold, candidateOf(by))) return;
	const fresh = {
		...hold,
		approvals: [],
		suggestion: null,
		questions: [],
		accepted: null,
		next: null,
		parts: [],
	};
	const view = viewOf(fresh, by, deps.now(), await directoryOf(db, [fresh]));
	return {
		...view,
		...{id: row.id, state: 'held', version: 1, mayDecide: true, heldAt: row.at, waitingSince: row.at},
		...{expiresAt: row.until, claimedBy: null, approval: null, returned: null, rejected: null},
		...{sent: null, parts: undefined, stuck: undefined, previous: null, alarm: null, route: null, needed: 1},
		look: 'second',
	};
}

async function practiceView(db: Reader, deps: Deps, row: Look): Promise<HoldView | undefined> {
	const item = await findItem(db, row.item);
	const account = await findAccount(db, row.site as Draft['site'], row.account);
	const rules = await deps.rules.current(db);
	if (!item || !account || !rules) return;
	const {site, inReplyTo} = item;
	const draft = {...practiceDraft(item), media: [], unknown: [], poll: null};
	const context = inReplyTo === undefined ? {} : {inReplyTo};
	const findings = rules.check(draft, context, row.location, row.at);
	return {
		...{id: row.id, state: 'held', version: 1, digest: digestOf(draft), draft, policy: rules.digest},
		findings: findings.map(finding => ({...finding, fixes: [...finding.fixes]})),
		context: {url: siteUrls[site], ...context},
		...{
			note: '',
			author: practiceAuthor,
			account,
			location: row.location,
			heldAt: row.at,
			waitingSince: row.at,
		},
		...{expiresAt: row.until, claimedBy: null, approval: null, returned: null, sent: null, mayDecide: true},
		...{previous: null, needed: 1, approvals: [], route: null},
	};
}

const siteUrls = {x: 'https://x.com/home', facebook: 'https://www.facebook.com/'} as const;
