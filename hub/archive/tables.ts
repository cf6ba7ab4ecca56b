import type {QueryExecutorProvider} from 'kysely';

/**
 * A database or a transaction, whatever else its owner keeps in it: `Kysely<Database>` is invariant, so functions
 * that know only the archive's tables ask for this and write SQL, the subset that SQLite and PostgreSQL share.
 */
export type Executor = QueryExecutorProvider;

/** A transaction: all of it or nothing, durable when it resolves. */
export type Write = <T>(work: (trx: Executor) => Promise<T>) => Promise<T>;

/** For the hub's `Database` type: `interface Database extends ArchiveTables`. */
export interface ArchiveTables {
	archive_head: {id: number; size: number};
	archive_entries: EntryRow;
	archive_checkpoints: {size: number; note: string; at: number};
	/** An index of the payload segments. */
	archive_payloads: {ct: string; segment: string; at: number; size: number};
	archive_pending: PendingRow;
	archive_forks: {device: string; n: number; digest: string; seq: number};
	archive_legal_holds: {id: string; seq: number; set_by: number; cleared_by: number | null};
	/** Files by the SHA-256 of their bytes, and the device whose parts they are. */
	media_files: {sha256: string; size: number; type: string; device: string; at: number};
	media_parts: {sha256: string; device: string; at: number; size: number; sealed: string; touched: number};
	/** Which entry names which file. */
	media_uses: {sha256: string; seq: number};
}

/** Append-only. `leaf` is the truth; the other columns are copies of it, for looking up. */
export interface EntryRow {
	seq: number;
	leaf: string;
	name: string;
	type: string;
	at: number;
	received_at: number;
	by_person: string | null;
	hold: string | null;
	device: string | null;
	n: number | null;
	digest: string | null;
	site: string | null;
	account: string | null;
}

/** A record that came before one with a smaller number: durable, but not in the log yet. */
export interface PendingRow {
	device: string;
	n: number;
	digest: string;
	person: string;
	received_at: number;
	/** JSON of Sealed. */
	payload: string;
}
