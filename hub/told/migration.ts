import type {Kysely} from 'kysely';
import {table} from '../store/migration-0001.ts';

export async function toldTables(db: Kysely<unknown>): Promise<void> {
	await table(db, 'told_settings', {id: 'text', settings: 'text', by: 'text', at: 'bigint'}, [
		'id',
	]).execute();
	await table(db, 'told_people', {person: 'text', email: 'text', wishes: 'text', at: 'bigint'}, [
		'person',
	]).execute();
	const channel = {id: 'text', about: 'text', sealed: 'text', host: 'text', created_at: 'bigint'} as const;
	await table(db, 'told_channels', channel, ['id']).execute();
	const telling = {subject: 'text', step: 'text', person: 'text', at: 'bigint'} as const;
	await table(db, 'tellings', telling, ['subject', 'step', 'person']).execute();
	await outbox(db);
}

async function outbox(db: Kysely<unknown>): Promise<void> {
	await table(
		db,
		'messages',
		{
			...({id: 'text', to: 'text', person: 'text?', kind: 'text', wakes: 'bigint', message: 'text'} as const),
			...({created_at: 'bigint', state: 'text', attempts: 'bigint'} as const),
			...({next_at: 'bigint', done_at: 'bigint?', result: 'text'} as const),
		},
		['id'],
	).execute();
	await db.schema.createIndex('messages_waiting').on('messages').columns(['state', 'next_at']).execute();
	await db.schema.createIndex('messages_by_time').on('messages').column('created_at').execute();
}
