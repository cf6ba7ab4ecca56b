/** After a decision: does somebody look again, does a practice item come? */
import {verdictOf} from '#lib/core/policy/finding.ts';
import type {HoldEvent} from '#lib/core/review/event.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {isDrawn, practiceOf, untilPractice, whoLooksAgain} from '#lib/core/review/looks.ts';
import {practiceDraft} from '#lib/core/review/practice.ts';
import {isAskedAnywhere} from '#lib/core/review/steps.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {listAccounts} from '../identity/accounts.ts';
import {rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import type {Transaction} from '../store/schema.ts';
import {type Looks, looksOf} from './habits.ts';
import {itemsFor} from './practice-items.ts';
import type {LookTables} from './tables.ts';

/** Milliseconds for which a second look waits. */
const secondWaits = 7 * 24 * 60 * 60_000;
/** Milliseconds for which a practice item waits: as long as a post often has. */
const practiceWaits = 8 * 60 * 60_000;

const decisions: ReadonlySet<HoldEvent['type']> = new Set(['approved', 'returned', 'rejected']);

/** In the transaction of what was decided. */
export async function drawLooks(
	trx: Transaction,
	deps: Deps,
	hold: Hold,
	events: readonly HoldEvent[],
): Promise<void> {
	const decided = events.find(({type, by}) => by !== null && decisions.has(type));
	if (!decided) return;
	const looks = await looksOf(trx);
	if (looks.practice > 0) await countTurn(trx, deps, looks, decided.by!);
	if (hold.state === 'approved' && isDrawn(looks.seed, hold, looks)) await askAgain(trx, deps, looks, hold);
}

async function askAgain(trx: Transaction, deps: Deps, {seed}: Looks, hold: Hold): Promise<void> {
	const rows = await trx.selectFrom('roles').selectAll().where('role', '=', 'reviewer').execute();
	const reviewers = [...Map.groupBy(rows, ({person}) => person)]
		.filter(([person, roles]) => isAskedAnywhere(hold, {person, roles, competences: [], standsInFor: []}))
		.map(([person]) => person);
	const person = whoLooksAgain(seed, hold, reviewers);
	if (person === undefined) return;
	const {site, account} = hold.submission.draft;
	const place = {site, account, location: hold.location};
	// An approval that was taken back and given again is one look
	const isNew = await put(
		trx,
		deps,
		{kind: 'second', person, hold: hold.id, item: null, ...place},
		secondWaits,
	);
	if (isNew) await journal(trx, deps, {type: 'look.drawn', by: null, body: {hold: hold.id, person}});
}

async function countTurn(trx: Transaction, deps: Deps, looks: Looks, person: string): Promise<void> {
	const known = await trx
		.selectFrom('look_turns')
		.selectAll()
		.where('person', '=', person)
		.executeTakeFirst();
	const round = Number(known?.round ?? 0);
	const left = Number(known?.decisions_left ?? untilPractice(looks.seed, person, round, looks)) - 1;
	const isDue = left <= 0;
	const next = isDue
		? {round: round + 1, decisions_left: untilPractice(looks.seed, person, round + 1, looks)}
		: {round, decisions_left: left};
	await trx
		.insertInto('look_turns')
		.values({person, ...next})
		.onConflict(conflict => conflict.column('person').doUpdateSet(next))
		.execute();
	if (isDue) await givePractice(trx, deps, looks, person, round);
}

async function givePractice(
	trx: Transaction,
	deps: Deps,
	{seed}: Looks,
	person: string,
	round: number,
): Promise<void> {
	const roles = await rolesOf(trx, person);
	const own = (await listAccounts(trx)).filter(({location}) =>
		isAskedAnywhere(
			{location, route: null, needed: 1, approvals: [], authors: []},
			{person, roles, competences: [], standsInFor: []},
		),
	);
	const rules = await deps.rules.current(trx);
	// What the rules stop by themselves never reaches a second person
	const items = (await itemsFor(trx, person)).filter(item => {
		const place = own.find(({site}) => site === item.site)?.location;
		const found = place && rules?.check(practiceDraft(item), item, place, deps.now());
		return found && verdictOf(found) !== 'block';
	});
	const item = items[practiceOf(seed, person, round, items.length)];
	if (!item) return;
	const account = own.find(({site}) => site === item.site)!;
	const place = {site: item.site, account: account.id, location: account.location};
	await put(trx, deps, {kind: 'practice', person, hold: null, item: item.key, ...place}, practiceWaits);
	// Not for whom: that is between the reviewer and the screen
	await journal(trx, deps, {
		type: 'practice.given',
		by: null,
		body: {item: item.key, location: account.location},
	});
}

type What = Pick<LookTables['looks'], 'kind' | 'person' | 'hold' | 'item' | 'site' | 'account' | 'location'>;

async function put(trx: Transaction, deps: Deps, what: What, waits: number): Promise<boolean> {
	const id = deps.id();
	const now = deps.now();
	const {numInsertedOrUpdatedRows} = await trx
		.insertInto('looks')
		.values({id, ...what, at: now, until: now + waits, answered_at: null, verdict: null, reason: null})
		.onConflict(conflict => conflict.column('hold').doNothing())
		.executeTakeFirstOrThrow();
	if (Number(numInsertedOrUpdatedRows) === 0) return false;
	await tell(trx, deps, {to: 'persons', persons: [what.person]}, {type: 'hold', id, state: 'held'});
	return true;
}
