import type {Kysely} from 'kysely';
import {runAll} from '../store/run-all.ts';

export interface ScimTables {
	/** Only the token's SHA-256 is kept. */
	scim_tokens: {
		id: string;
		hash: string;
		label: string;
		state: 'waiting' | 'active' | 'ended';
		by: string;
		at: number;
		used_at: number | null;
	};
	/** A person whom the directory knows. */
	scim_users: {
		person: string;
		/** In lower case: two names that differ in case only are one. */
		user_key: string;
		external_id: string | null;
		active: number;
		/** JSON of the resource's own attributes. */
		resource: string;
		version: number;
		created_at: number;
		changed_at: number;
	};
	scim_groups: {
		id: string;
		name: string;
		external_id: string | null;
		/** JSON of RoleAt[]: what its members get. */
		grants: string;
		version: number;
		created_at: number;
		changed_at: number;
	};
	scim_members: {group_id: string; person: string};
	/** Roles that a person has by groups alone: they go when the group does. */
	scim_roles: {person: string; role: string; location: string};
}

export async function scimMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table scim_tokens (
		id text primary key,
		hash text not null unique,
		label text not null,
		state text not null,
		by text not null,
		at bigint not null,
		used_at bigint
	)`,
	`create table scim_users (
		person text primary key references people (id),
		user_key text not null unique,
		external_id text,
		active bigint not null,
		resource text not null,
		version bigint not null,
		created_at bigint not null,
		changed_at bigint not null
	)`,
	'create index scim_users_by_external_id on scim_users (external_id)',
	`create table scim_groups (
		id text primary key,
		name text not null unique,
		external_id text,
		grants text not null,
		version bigint not null,
		created_at bigint not null,
		changed_at bigint not null
	)`,
	`create table scim_members (
		group_id text not null references scim_groups (id),
		person text not null references people (id),
		primary key (group_id, person)
	)`,
	`create table scim_roles (
		person text not null,
		role text not null,
		location text not null,
		primary key (person, role, location)
	)`,
];
