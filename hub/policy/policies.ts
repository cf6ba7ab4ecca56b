import type {PolicyMeta} from '#lib/api/contract.ts';
import {organisationOf} from '../identity/organisation.ts';
import {type Keyring, sign} from '../keys.ts';
import type {Reader} from '../store/schema.ts';

const day = 24 * 60 * 60_000;
/** Milliseconds for which a browser may rely on what it heard last; signed anew each day. */
const metaLife = 14 * day;

export interface Published {
	version: number;
	digest: string;
	previous: string | null;
	notBefore: number;
	minimumExtension: string;
}

/** The newest policy whose time has come. */
export async function policyAt(db: Reader, now: number): Promise<Published | undefined> {
	const row = await db
		.selectFrom('policies')
		.selectAll()
		.where('not_before', '<=', now)
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
	return (
		row && {
			version: row.version,
			digest: row.digest,
			previous: row.previous,
			notBefore: row.not_before,
			minimumExtension: row.minimum_extension,
		}
	);
}

/** Exact canonical JSON of a bundle. */
export async function bundleBytes(db: Reader, digest: string): Promise<string | undefined> {
	const row = await db.selectFrom('bundles').select('bytes').where('digest', '=', digest).executeTakeFirst();
	return row?.bytes;
}

export async function isPublished(db: Reader, digest: string): Promise<boolean> {
	const rows = await db.selectFrom('bundles').select('digest').where('digest', '=', digest).execute();
	return rows.length > 0;
}

/** Signed metadata of a policy. The same for a whole day, so that it can be cached and any hub process gives the same. */
export async function signMeta(
	db: Reader,
	keys: Keyring,
	{version, digest, previous, notBefore, minimumExtension}: Published,
	now: number,
): Promise<string> {
	const meta: PolicyMeta = {
		typ: 'countersign-policy',
		organisation: (await organisationOf(db))!.id,
		version,
		digest,
		previous,
		notBefore,
		expires: Math.floor(now / day) * day + metaLife,
		minimumExtension,
	};
	return sign(keys.hub, 'countersign-policy', meta);
}

/** Where the archive says that this version was published: browsers believe no rules without that entry. */
export async function publicationOf(db: Reader, version: number): Promise<number | undefined> {
	const policy = await db
		.selectFrom('policies')
		.select('digest')
		.where('version', '=', version)
		.executeTakeFirst();
	// A leaf is canonical JSON. The first publications of an older hub do not tell their version
	const [exact, older] = [`"policyVersion":${version},`, '"receivedAt"'].map(
		follows => `%"policy":"${policy?.digest}",${follows}%`,
	) as [string, string];
	const row = await db
		.selectFrom('archive_entries')
		.select('seq')
		.where('type', '=', 'policy.published')
		.where(eb => eb.or([eb('leaf', 'like', exact), eb('leaf', 'like', older)]))
		.orderBy('seq', 'desc')
		.executeTakeFirst();
	return row && Number(row.seq);
}
