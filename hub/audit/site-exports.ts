/** What the sites hand out about an account, read and kept for the comparison. */
import {hash} from 'node:crypto';
import type * as z from 'zod';
import type {importedSchema, siteExportSchema} from '#lib/api/contract.ts';
import {readFacebookExport} from '#lib/core/archive/completeness/facebook-export.ts';
import type {SiteExport} from '#lib/core/archive/completeness/facts.ts';
import {readXArchive} from '#lib/core/archive/completeness/x-export.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {findAccount} from '../identity/accounts.ts';
import {Refused} from '../refused.ts';
import type {Reader} from '../store/schema.ts';
import {assertWholeFirm, recorded} from './auditor.ts';

type Wanted = z.output<typeof siteExportSchema>;

/** Throws when the export is of another account, or holds nothing that can be read. Imported twice, it counts once. */
export async function importSiteExport(
	deps: Deps,
	caller: Caller,
	wanted: Wanted,
): Promise<z.infer<typeof importedSchema>> {
	const {site, account, files} = wanted;
	const read = site === 'x' ? readXArchive(files) : readFacebookExport(files);
	if (read.account !== '' && read.account !== account)
		throw new Refused(409, 'other-account', `This export is of the account ${read.account}.`);
	if (read.skipped.length === files.length && read.published.length === 0)
		throw new Refused(422, 'unreadable', 'Nothing in these files is an export that Countersign can read.');
	const madeAt = read.madeAt ?? wanted.madeAt;
	const sha256 = hash('sha256', files.map(({path, text}) => `${path}\n${text}\n`).join(''), 'hex');
	const published = read.published.map(one => ({...one, site, account}));
	const value = {account, madeAt, published: published.length, skipped: read.skipped, sha256};
	return recorded(deps, caller, 'site-export.imported', async (trx, admitted) => {
		assertWholeFirm(admitted, ['auditor', 'admin']);
		if (!(await findAccount(trx, site, account)))
			throw new Refused(404, 'account-unknown', 'This is not a company account.');
		const row = {sha256, site, account, made_at: madeAt, by: caller.person, at: deps.now()};
		await trx
			.insertInto('site_exports')
			.values({...row, published: JSON.stringify(published)})
			.onConflict(conflict => conflict.column('sha256').doNothing())
			.execute();
		return {value, body: {site, ...value}};
	});
}

export async function siteExports(db: Reader): Promise<SiteExport[]> {
	const rows = await db.selectFrom('site_exports').selectAll().orderBy('made_at').execute();
	return rows.map(row => ({
		site: row.site as SiteExport['site'],
		account: row.account,
		madeAt: row.made_at,
		sha256: row.sha256,
		published: JSON.parse(row.published) as SiteExport['published'],
	}));
}
