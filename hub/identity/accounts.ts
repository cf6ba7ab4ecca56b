import type {Account} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import type {Reader, Transaction} from '../store/schema.ts';

export async function findAccount(db: Reader, site: SiteId, id: string): Promise<Account | undefined> {
	const row = await db
		.selectFrom('accounts')
		.selectAll()
		.where('site', '=', site)
		.where('id', '=', id)
		.executeTakeFirst();
	return row && {...row, site};
}

/** All of them, for everybody: a company account is guarded whoever uses it. Who may post from it is another matter. */
export async function listAccounts(db: Reader): Promise<Account[]> {
	const rows = await db.selectFrom('accounts').selectAll().orderBy('site').orderBy('handle').execute();
	return rows.map(row => ({...row, site: row.site as SiteId}));
}

export async function putAccount(trx: Transaction, account: Account): Promise<void> {
	const {site: _, id: __, ...rest} = account;
	await trx
		.insertInto('accounts')
		.values(account)
		.onConflict(conflict => conflict.columns(['site', 'id']).doUpdateSet(rest))
		.execute();
}
