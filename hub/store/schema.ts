/** The hub's tables as Kysely sees them. Ids are text, times integer milliseconds, documents canonical or plain JSON text. */
import type {Kysely, Transaction as KyselyTransaction} from 'kysely';
import type {Role} from '#lib/core/identity/roles.ts';
import type {HoldState} from '#lib/core/review/hold.ts';
import type {SearchTables} from '../archive/search/tables.ts';
import type {ArchiveTables} from '../archive/tables.ts';
import type {AuditTables} from '../audit/tables.ts';
import type {ReleaseTables} from '../authoring/release-tables.ts';
import type {AuthoringTables} from '../authoring/tables.ts';
import type {BacktestTables} from '../backtest/tables.ts';
import type {CompanyTables} from '../company/tables.ts';
import type {ComplaintTables} from '../complaints/tables.ts';
import type {ConsoleTables} from '../console/tables.ts';
import type {CoverageTables} from '../coverage/tables.ts';
import type {EvaluationTables} from '../evaluation/tables.ts';
import type {LessonTables} from '../lessons/tables.ts';
import type {LookTables} from '../looks/tables.ts';
import type {ReadyTables} from '../ready/tables.ts';
import type {TaskTables} from '../rejudge/tables.ts';
import type {ScimTables} from '../scim/tables.ts';
import type {ToldTables} from '../told/tables.ts';

export interface Database
	extends ArchiveTables,
		SearchTables,
		AuditTables,
		ConsoleTables,
		AuthoringTables,
		ReleaseTables,
		CompanyTables,
		ComplaintTables,
		ScimTables,
		ToldTables,
		CoverageTables,
		BacktestTables,
		TaskTables,
		ReadyTables,
		LessonTables,
		EvaluationTables,
		LookTables {
	meta: {key: string; value: string};
	people: {id: string; name: string; created_at: number};
	roles: {person: string; role: Role; location: string; since: number};
	devices: {
		/** RFC 7638 thumbprint. */
		id: string;
		person: string;
		key: string;
		label: string;
		certificate: string;
		certificate_until: number;
		enrolled_at: number;
		revoked_at: number | null;
	};
	/** Only the code's SHA-256 is kept. */
	invites: {code: string; person: string; by: string; expires_at: number; used_at: number | null};
	accounts: {
		site: string;
		id: string;
		handle: string;
		name: string;
		location: string;
		gate: 'any' | 'managed';
		blind: 'closed' | 'capture' | 'warn';
		/** JSON of person ids. */
		users: string | null;
	};
	bundles: {digest: string; bytes: string};
	policies: {
		version: number;
		digest: string;
		previous: string | null;
		not_before: number;
		minimum_extension: string;
		by: string;
		at: number;
	};
	/** The fold of the hold's events, with what is asked for in columns of its own. */
	holds: {
		id: string;
		state: HoldState;
		author: string;
		location: string;
		site: string;
		account: string;
		/** When time will change it next; `null` = never. */
		next_change: number | null;
		updated_at: number;
		hold: string;
	};
	/** Everybody who wrote this version or one before it. */
	hold_authors: {person: string; hold: string};
	/** Append-only: the database itself refuses a change. What happened is in the archive's entry `seq`. */
	hold_events: {hold: string; n: number; type: string; at: number; by: string | null; seq: number | null};
	/** One statement, one use; the database itself refuses an author as reviewer. */
	approvals: {jti: string; hold: string; version: number; reviewer: string; author: string};
	/** What a person is competent for, and until when. */
	competences: {person: string; name: string; until: number; by: string; at: number};
	/** Who is away and who stands in; empty when nobody does. */
	absences: {id: string; person: string; delegate: string; since: number; until: number};
	/** Whoever suggested a draft with another claim than stood there is an author of that draft. */
	claims: {digest: string; person: string};
	/** One release for one hold, for ever. */
	releases: {id: string; hold: string; device: string; token: string; at: number};
	/** Stop orders; the archive has their history. */
	stops: {id: string; until: number; stop: string};
	/** Proofs of requests that changed something: none is taken twice, by any hub process. */
	proofs: {device: string; jti: string; expires_at: number};
	/** What browsers are told; kept a day, so that a browser that reconnects misses nothing. */
	feed: {
		seq: number;
		at: number;
		/** JSON: who may hear it. */
		audience: string;
		event: string;
	};
}

export type Reader = Kysely<Database>;
export type Transaction = KyselyTransaction<Database>;
