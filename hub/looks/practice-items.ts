/** What reviewers practise on here: the items that come with the product, and the firm's own. An admin chooses which are used. */
import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {verdictOf} from '#lib/core/policy/finding.ts';
import {type PracticeItem, practiceDraft, practiceItems} from '#lib/core/review/practice.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';

export interface KnownItem extends PracticeItem {
	/** Who wrote it; `null`: it comes with the product. */
	by: string | null;
	isUsed: boolean;
}

/** The firm's own first, the latest on top. */
export async function knownItems(db: Reader): Promise<KnownItem[]> {
	const own = await db
		.selectFrom('practice_items')
		.selectAll()
		.orderBy('at', 'desc')
		.orderBy('key')
		.execute();
	const left = await db.selectFrom('practice_left_out').select('key').execute();
	const out = new Set(left.map(({key}) => key));
	return [
		...own.map(({key, site, in_reply_to, text, problem, by}) => ({
			...{key, site, text, problem, by, isUsed: !out.has(key)},
			...(in_reply_to !== null && {inReplyTo: in_reply_to}),
		})),
		...practiceItems.map(item => ({...item, by: null, isUsed: !out.has(item.key)})),
	];
}

/** Also one that is used no more: somebody may have it in front of him. */
export async function findItem(db: Reader, key: string | null): Promise<PracticeItem | undefined> {
	return (await knownItems(db)).find(item => item.key === key);
}

/** Those that this person may meet: nobody is tried with his own words. */
export async function itemsFor(db: Reader, person: string): Promise<PracticeItem[]> {
	return (await knownItems(db)).filter(({isUsed, by}) => isUsed && by !== person);
}

export async function writeItem(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	item: Omit<PracticeItem, 'key'>,
): Promise<string> {
	const {person} = await admitted(trx, deps, asking);
	await assertReachesPeople(trx, deps, item);
	const key = deps.id();
	const {site, text, problem, inReplyTo = null} = item;
	const row = {key, site, text, problem, in_reply_to: inReplyTo, by: person, at: deps.now()};
	await trx.insertInto('practice_items').values(row).execute();
	await journal(trx, deps, {type: 'practice-item.written', by: person, body: {key, ...item}});
	return key;
}

export async function chooseItem(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	{key, isUsed}: Pick<KnownItem, 'key' | 'isUsed'>,
): Promise<void> {
	const {person} = await admitted(trx, deps, asking);
	if (!(await findItem(trx, key))) throw new Refused(404, 'unknown-item', 'There is no such practice item.');
	if (isUsed) await trx.deleteFrom('practice_left_out').where('key', '=', key).execute();
	else
		await trx
			.insertInto('practice_left_out')
			.values({key})
			.onConflict(conflict => conflict.doNothing())
			.execute();
	await journal(trx, deps, {type: 'practice-item.chosen', by: person, body: {key, isUsed}});
}

async function admitted(trx: Transaction, deps: Deps, asking: Caller): Promise<Caller> {
	const caller = await admit(trx, asking, deps.now());
	if (!hasRole(caller.roles, 'admin', everywhere))
		throw new Refused(403, 'not-an-admin', 'Only an admin of the whole firm decides this.');
	return caller;
}

/** What the rules stop by themselves never comes to a second person, so nobody could practise on it. */
async function assertReachesPeople(trx: Transaction, deps: Deps, item: Omit<PracticeItem, 'key'>) {
	const rules = await deps.rules.current(trx);
	const found = rules?.check(practiceDraft({...item, key: ''}), item, everywhere, deps.now()) ?? [];
	const stopping = found.find(finding => verdictOf([finding]) === 'block');
	if (stopping)
		throw new Refused(
			400,
			'stopped-by-rule',
			`${stopping.rule} stops this by itself (${stopping.message}), so no reviewer would ever meet it.`,
		);
}
