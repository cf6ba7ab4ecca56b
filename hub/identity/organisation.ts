import {createHash} from 'node:crypto';
import type {Reader, Transaction} from '../store/schema.ts';

export interface Organisation {
	id: string;
	name: string;
}

/** The firm this hub serves; nothing before it is set up. */
export async function organisationOf(db: Reader): Promise<Organisation | undefined> {
	const value = await readMeta(db, 'organisation');
	return value === undefined ? undefined : (JSON.parse(value) as Organisation);
}

export async function readMeta(db: Reader, key: string): Promise<string | undefined> {
	const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
	return row?.value;
}

export async function writeMeta(trx: Transaction, key: string, value: string): Promise<void> {
	await trx
		.insertInto('meta')
		.values({key, value})
		.onConflict(conflict => conflict.column('key').doUpdateSet({value}))
		.execute();
}

/** Codes are kept as hashes: whoever reads the database can use none of them. */
export function hashOf(code: string): string {
	return createHash('sha256').update(code).digest('hex');
}
