/** The replies in use, countersigned by the hub for an hour: what is taken back, and whose approver left, is not in it. */
import type {Deps} from '../deps.ts';
import {organisationOf} from '../identity/organisation.ts';
import {sign} from '../keys.ts';
import type {Reader} from '../store/schema.ts';
import {isInUse, type ReadyRow, replyOf} from './versions.ts';

/** Seconds. */
const listLife = 3600;

export async function inUse(db: Reader, now: number): Promise<ReadyRow[]> {
	const rows = await db
		.selectFrom('ready_replies')
		.selectAll()
		.where('state', '=', 'approved')
		.orderBy('id')
		.execute();
	const standing: ReadyRow[] = [];
	for (const row of rows) {
		if (await isInUse(db, row, now)) standing.push(row);
	}
	return standing;
}

export async function signedList(db: Reader, {keys, now}: Pick<Deps, 'keys' | 'now'>): Promise<string> {
	const iat = Math.floor(now() / 1000);
	const replies = (await inUse(db, now())).map(row => ({
		reply: replyOf(row),
		writer: {statement: row.writer_statement, certificate: row.writer_certificate},
		approver: {statement: row.approver_statement!, certificate: row.approver_certificate!},
	}));
	const iss = (await organisationOf(db))!.id;
	const list = {typ: 'countersign-ready-list', iss, iat, exp: iat + listLife, replies};
	return sign(keys.hub, 'countersign-ready-list', list);
}
