/** Complaints as people see them. */
import type {Complaint} from '#lib/api/contract.ts';
import {hasRole, type RoleAt} from '#lib/core/identity/roles.ts';
import {at, textOf} from '../archive/search/read-content.ts';
import {tryOpen} from '../archive/try-open.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import type {Reader} from '../store/schema.ts';

type Place = Pick<Complaint, 'site' | 'account' | 'target'>;

/** In one answer, at most. */
const most = 200;

/** Writes for the account, or answers for those who do. */
export const mayLog = (roles: readonly RoleAt[], location: string) =>
	(['author', 'reviewer', 'admin'] as const).some(role => hasRole(roles, role, location));

const seesTo = (roles: readonly RoleAt[], location: string) =>
	(['reviewer', 'admin', 'auditor'] as const).some(role => hasRole(roles, role, location));

/** One's own, and those of the places that one reviews or answers for, the next due first. */
export async function openComplaints(
	deps: Deps,
	{person, roles}: Pick<Caller, 'person' | 'roles'>,
): Promise<Complaint[]> {
	const rows = await shown(deps.store.db).where('closed_at', 'is', null).orderBy('final_by').execute();
	const own = rows.filter(row => row.by === person || seesTo(roles, row.location)).slice(0, most);
	return Promise.all(own.map(row => viewOf(deps, row)));
}

export async function findComplaint(deps: Deps, id: string): Promise<Complaint> {
	return viewOf(deps, await shown(deps.store.db).where('complaints.id', '=', id).executeTakeFirstOrThrow());
}

export function rowAt(db: Reader, {site, account, target}: Place): Promise<Shown | undefined> {
	return shown(db)
		.where('complaints.site', '=', site)
		.where('complaints.account', '=', account)
		.where('complaints.target', '=', target)
		.executeTakeFirst();
}

function shown(db: Reader) {
	return db
		.selectFrom('complaints')
		.innerJoin('people as writer', 'writer.id', 'complaints.by')
		.leftJoin('people as owning', 'owning.id', 'complaints.owner')
		.leftJoin('accounts', join =>
			join.onRef('accounts.site', '=', 'complaints.site').onRef('accounts.id', '=', 'complaints.account'),
		)
		.selectAll('complaints')
		.select(['writer.name as writer_name', 'owning.name as owner_name', 'accounts.handle as handle']);
}

type Shown = Awaited<ReturnType<ReturnType<typeof shown>['executeTakeFirstOrThrow']>>;

async function viewOf({archive}: Deps, row: Shown): Promise<Complaint> {
	const {id, site, account, target, url, about, location, hide} = row;
	const {opened} = await tryOpen(archive, await archive.leaf(row.text_seq));
	return {
		...{id, site, account, target, url, about, location, hide},
		words: opened ? textOf(at(JSON.parse(opened.plaintext.toString()), 'words')).toWellFormed() : null,
		handle: row.handle ?? account,
		receivedAt: row.received_at,
		loggedAt: row.logged_at,
		by: {id: row.by, name: row.writer_name},
		owner: row.owner === null ? null : {id: row.owner, name: row.owner_name ?? row.owner},
		answeredAt: row.answered_at,
		promisedBy: row.promised_by,
		finalBy: row.final_by,
		closedAt: row.closed_at,
	};
}
