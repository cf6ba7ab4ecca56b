/** Users and groups as answers: with their address, version and times. */
import type {Reader} from '../store/schema.ts';
import type {GroupRow} from './group-rows.ts';
import {enterpriseUrn, groupUrn, type ScimUser, userUrn} from './resource.ts';
import {resourceOf, type UserRow} from './users.ts';

export interface Shown extends Record<string, unknown> {
	id: string;
	meta: {resourceType: string; created: string; lastModified: string; version: string; location: string};
}

export const etagOf = (version: number) => `W/"${version}"`;

export async function shownUsers(db: Reader, rows: readonly UserRow[], base: string): Promise<Shown[]> {
	const groups = await groupsOf(
		db,
		rows.map(({person}) => person),
	);
	return rows.map(row => {
		const resource: ScimUser = resourceOf(row);
		return {
			schemas: [userUrn, ...(resource[enterpriseUrn] ? [enterpriseUrn] : [])],
			...resource,
			id: row.person,
			groups: groups.get(row.person) ?? [],
			meta: metaOf('User', row.person, row, base),
		};
	});
}

export async function shownGroup(
	db: Reader,
	row: GroupRow,
	base: string,
	withMembers: boolean,
): Promise<Shown> {
	const members = withMembers
		? await db.selectFrom('scim_members').select('person').where('group_id', '=', row.id).execute()
		: undefined;
	return {
		schemas: [groupUrn],
		id: row.id,
		displayName: row.name,
		...(row.external_id !== null && {externalId: row.external_id}),
		...(members && {
			members: members.map(({person}) => ({value: person, $ref: `${base}/Users/${person}`})),
		}),
		meta: metaOf('Group', row.id, row, base),
	};
}

async function groupsOf(db: Reader, persons: string[]) {
	if (persons.length === 0) return new Map<string, {value: string; display: string}[]>();
	const rows = await db
		.selectFrom('scim_members')
		.innerJoin('scim_groups', 'scim_groups.id', 'scim_members.group_id')
		.select(['person', 'id', 'name'])
		.where('person', 'in', persons)
		.execute();
	const grouped = Map.groupBy(rows, ({person}) => person);
	return new Map(
		[...grouped].map(([who, own]) => [who, own.map(({id, name}) => ({value: id, display: name}))]),
	);
}

function metaOf(
	resourceType: 'User' | 'Group',
	id: string,
	row: {version: number; created_at: number; changed_at: number},
	base: string,
): Shown['meta'] {
	return {
		resourceType,
		created: new Date(row.created_at).toISOString(),
		lastModified: new Date(row.changed_at).toISOString(),
		version: etagOf(row.version),
		location: `${base}/${resourceType}s/${id}`,
	};
}
