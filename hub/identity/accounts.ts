import type {Account} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {floorAt, stricterOf} from '#lib/core/identity/strictness.ts';
import type {Database, Reader, Transaction} from '../store/schema.ts';

type Row = Database['accounts'];
type Places = Database['places'][];

/** As it stands with everything that the places above it ask for. */
export async function findAccount(db: Reader, site: SiteId, id: string): Promise<Account | undefined> {
	const row = await db
		.selectFrom('accounts')
		.selectAll()
		.where('site', '=', site)
		.where('id', '=', id)
		.executeTakeFirst();
	return row && accountOf(row, await placesOf(db));
}

/** All of them, for everybody: a company account is guarded whoever uses it. Who may post from it is another matter. */
export async function listAccounts(db: Reader): Promise<Account[]> {
	const rows = await db.selectFrom('accounts').selectAll().orderBy('site').orderBy('handle').execute();
	const places = await placesOf(db);
	return rows.map(row => accountOf(row, places));
}

export async function putAccount(trx: Transaction, {users, ...account}: Account): Promise<void> {
	const row = {...account, users: users ? JSON.stringify(users) : null};
	const {site: _, id: __, ...rest} = row;
	await trx
		.insertInto('accounts')
		.values(row)
		.onConflict(conflict => conflict.columns(['site', 'id']).doUpdateSet(rest))
		.execute();
}

export async function removeAccount(trx: Transaction, site: string, id: string): Promise<void> {
	await trx.deleteFrom('accounts').where('site', '=', site).where('id', '=', id).execute();
}

export async function placesOf(db: Reader): Promise<Places> {
	return db.selectFrom('places').selectAll().orderBy('location').execute();
}

function accountOf({users, ...row}: Row, places: Places): Account {
	const site = row.site as SiteId;
	const strict = stricterOf(row, floorAt(places, row.location));
	return {...row, site, ...strict, ...(users !== null && {users: JSON.parse(users) as string[]})};
}
