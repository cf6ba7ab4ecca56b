import {type Kysely, type Migration, sql} from 'kysely';

/** Where each payload is (ADR 34). Throws on entries from before: their contents would seem to be missing. */
export const placesMigration: Migration = {
	async up(db: Kysely<unknown>) {
		const {rows} = await sql`select 1 from archive_entries limit 1`.execute(db);
		if (rows.length > 0) throw new Error('its archive is from before payload segments; start a new one');
		await sql`create table archive_payloads (
			ct text primary key,
			segment text not null,
			at integer not null,
			size integer not null
		)`.execute(db);
	},
};
