/** The versions of ready replies as they are kept. */
import type {ReadyView} from '#lib/api/contract.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {ReadyVersion} from '#lib/core/ready/decide-ready.ts';
import {isReadyAt, type ReadyReply} from '#lib/core/ready/reply.ts';
import type {Deps} from '../deps.ts';
import {rolesOf} from '../identity/people.ts';
import type {Reader} from '../store/schema.ts';
import type {ReadyTables} from './tables.ts';

export type ReadyRow = ReadyTables['ready_replies'];

export async function versionsOf(db: Reader, id: string): Promise<ReadyRow[]> {
	return db.selectFrom('ready_replies').selectAll().where('id', '=', id).orderBy('version').execute();
}

export async function findVersion(db: Reader, id: string, version: number): Promise<ReadyRow | undefined> {
	return (await versionsOf(db, id)).find(row => row.version === version);
}

export function replyOf({reply}: Pick<ReadyRow, 'reply'>): ReadyReply {
	return JSON.parse(reply) as ReadyReply;
}

export function versionOf(row: ReadyRow): ReadyVersion {
	return {reply: replyOf(row), state: row.state, writerDevice: row.writer_device, approver: row.approver};
}

/** Approved, in time, and its approver is a reviewer of the place still: else no browser is given it. */
export async function isInUse(db: Reader, row: ReadyRow, now: number): Promise<boolean> {
	const reply = replyOf(row);
	if (row.state !== 'approved' || !isReadyAt(reply, now)) return false;
	return hasRole(await rolesOf(db, row.approver!), 'reviewer', reply.location);
}

export async function namesOf(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('people')
		.select(['id', 'name'])
		.where('id', 'in', [...new Set(ids)])
		.execute();
	return new Map(rows.map(({id, name}) => [id, name]));
}

export async function viewOf(
	db: Reader,
	{now}: Pick<Deps, 'now'>,
	row: ReadyRow,
	mayApprove: ReadyView['mayApprove'],
): Promise<ReadyView> {
	const {ended_by: ender, ended_at: at} = row;
	const people = [row.writer, row.approver, ender].filter(id => id !== null);
	const names = await namesOf(db, people);
	const person = (id: string) => ({id, name: names.get(id) ?? id});
	return {
		reply: replyOf(row) as ReadyView['reply'],
		state: row.state,
		writer: person(row.writer),
		writtenAt: row.written_at,
		approver: row.approver === null ? null : person(row.approver),
		approvedAt: row.approved_at,
		ended: ender === null || at === null ? null : {by: person(ender), at, note: row.end_note},
		inUse: await isInUse(db, row, now()),
		mayApprove,
	};
}
