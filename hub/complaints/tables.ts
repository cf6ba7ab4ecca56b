import type {Kysely} from 'kysely';
import type {Complaint} from '#lib/api/contract.ts';
import type {About} from '#lib/core/complaint/complaint.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {runAll} from '../store/run-all.ts';

export interface ComplaintTables {
	complaints: {
		id: string;
		year: number;
		/** Counted from 1 in each year, without a gap. */
		n: number;
		site: SiteId;
		account: string;
		/** The customer's message: one complaint, however often it is logged. */
		target: string;
		location: string;
		url: string;
		/** Entry of the archive that has the customer's words: erased there, they are nowhere. */
		text_seq: number;
		about: About;
		received_at: number;
		logged_at: number;
		by: string;
		owner: string | null;
		answered_at: number | null;
		promised_by: number;
		final_by: number;
		hide: Complaint['hide'];
		closed_at: number | null;
	};
}

export async function complaintsMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table complaints (
		id text primary key,
		year bigint not null,
		n bigint not null,
		site text not null,
		account text not null,
		target text not null,
		location text not null,
		url text not null,
		text_seq bigint not null,
		about text not null,
		received_at bigint not null,
		logged_at bigint not null,
		by text not null references people (id),
		owner text references people (id),
		answered_at bigint,
		promised_by bigint not null,
		final_by bigint not null,
		hide text,
		closed_at bigint,
		constraint complaints_number unique (year, n),
		constraint complaints_once unique (site, account, target)
	)`,
	'create index complaints_open on complaints (final_by) where closed_at is null',
];
