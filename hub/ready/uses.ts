/** What browsers did with ready replies: looked at once more by the hub, and what was promised becomes a reminder. */
import type {Reminder} from '#lib/api/contract.ts';
import type {DeviceRecordOf} from '#lib/core/archive/record.ts';
import type {Draft} from '#lib/core/draft.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {isSettled, type Match, matchReady} from '#lib/core/ready/match.ts';
import {type ReadyReply, readyDigest} from '#lib/core/ready/reply.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {findAccount, listAccounts} from '../identity/accounts.ts';
import {findPerson} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Database, Reader, Transaction} from '../store/schema.ts';
import {statement} from '../store/statement.ts';
import {findVersion, namesOf, replyOf} from './versions.ts';

type Releasing = DeviceRecordOf<'interaction.releasing'>;
type Outcome = DeviceRecordOf<'interaction.sent' | 'interaction.failed'>;

interface Seen {
	reply: ReadyReply;
	match: Match;
	location: string;
}

/** Two persons are on record for it, or an incident is. */
export async function hearUse(
	trx: Transaction,
	deps: Deps,
	record: Releasing,
	{index, person}: {index: number; person: string},
): Promise<void> {
	const {ready, release, draft} = record.body;
	if (!ready) return;
	const seen = await lookAgain(trx, deps, record, person);
	const at = {site: draft.site, account: draft.account};
	const what = {record: index, release, ...ready};
	if (typeof seen === 'string') {
		const body = {...what, problem: seen};
		await journal(trx, deps, {type: 'incident.ready', by: person, ...at, body});
		return;
	}
	const {reply, match, location} = seen;
	await trx
		.insertInto('ready_uses')
		.values({
			...{release, reply: reply.id, version: reply.version, title: reply.title, person, location},
			...{site: draft.site, account: draft.account, url: record.body.url, at: record.at},
			...{words: reply.promise === null ? '' : match.values[reply.promise]!, due: match.due},
			...{sent_at: null, kept_at: null, kept_by: null},
		})
		.onConflict(conflict => conflict.doNothing())
		.execute();
	await journal(trx, deps, {type: 'ready.used', by: person, ...at, body: what});
}

/** The browser has judged it already, with the list of that hour; who holds the browser may have tampered with it. */
async function lookAgain(
	trx: Transaction,
	deps: Deps,
	{at, body: {ready, draft, policy, findings}}: Releasing,
	person: string,
): Promise<Seen | string> {
	const row = await findVersion(trx, ready!.reply, ready!.version);
	if (!row?.approver_statement) return 'unknown-reply';
	const reply = replyOf(row);
	if (readyDigest(reply) !== ready!.digest) return 'different';
	if (row.ended_at !== null && row.ended_at <= at) return 'not-in-use';
	const account = await findAccount(trx, draft.site, draft.account);
	const rules = await deps.rules.current(trx);
	if (!account || !rules) return 'not-known';
	const {location} = account;
	const name = (await findPerson(trx, person))?.name ?? '';
	const offset = Math.max(-840, Math.min(840, ready!.offset));
	const match = matchReady(reply, draft as Draft, {
		...{now: at, offset, person: name, phones: rules.company.phones, location},
	});
	if (!match) return 'different';
	// Under other rules the browser was right by those of its hour
	const own = policy === rules.digest ? rules.check(draft as Draft, {}, location, at) : [];
	return isSettled(reply, match, [...findings, ...own]) ? {reply, match, location} : 'not-settled';
}

const unsent = statement<Database['ready_uses']>(
	'select * from ready_uses where release = ? and sent_at is null',
);

/** A promise counts from the moment that somebody could read it. */
export async function hearOutcome(trx: Transaction, deps: Deps, {kind, body, at}: Outcome): Promise<void> {
	const [use] = await unsent(trx, body.release);
	if (!use || kind === 'interaction.failed') return;
	await trx
		.updateTable('ready_uses')
		.set({sent_at: at, url: body.url || use.url})
		.where('release', '=', body.release)
		.execute();
	if (use.due === null) return;
	const audience = {to: 'some' as const, persons: [use.person], location: use.location};
	await tell(trx, deps, audience, {type: 'ready'});
}

/** Of the caller's own and of the places that he reviews, the next due first. */
export async function promisesFor(
	db: Reader,
	{person, roles}: Pick<Caller, 'person' | 'roles'>,
): Promise<Reminder[]> {
	const rows = await db
		.selectFrom('ready_uses')
		.selectAll()
		.where('due', 'is not', null)
		.where('sent_at', 'is not', null)
		.where('kept_at', 'is', null)
		.orderBy('due')
		.limit(500)
		.execute();
	const own = rows.filter(row => row.person === person || hasRole(roles, 'reviewer', row.location));
	const names = await namesOf(
		db,
		own.map(row => row.person),
	);
	const accounts = new Map((await listAccounts(db)).map(({site, id, handle}) => [`${site} ${id}`, handle]));
	return own.map(row => ({
		...{id: row.release, reply: row.reply, title: row.title, words: row.words, due: row.due!, url: row.url},
		person: {id: row.person, name: names.get(row.person) ?? row.person},
		site: row.site as Reminder['site'],
		account: {id: row.account, handle: accounts.get(`${row.site} ${row.account}`) ?? row.account},
	}));
}

/** Somebody has done what was promised, or says so: by name, and for good. */
export async function keepPromise(trx: Transaction, deps: Deps, asking: Caller, id: string): Promise<void> {
	const caller = await admit(trx, asking, deps.now());
	const use = await trx.selectFrom('ready_uses').selectAll().where('release', '=', id).executeTakeFirst();
	const isTheirs = use && (use.person === caller.person || hasRole(caller.roles, 'reviewer', use.location));
	if (!use || !isTheirs) throw new Refused(404, 'unknown-promise', 'There is no such promise.');
	if (use.kept_at !== null) return;
	const kept = {kept_at: deps.now(), kept_by: caller.person};
	await trx.updateTable('ready_uses').set(kept).where('release', '=', id).execute();
	const body = {release: id, reply: use.reply, version: use.version, due: use.due};
	await journal(trx, deps, {type: 'ready.kept', by: caller.person, body});
	const audience = {to: 'some' as const, persons: [use.person], location: use.location};
	await tell(trx, deps, audience, {type: 'ready'});
}
