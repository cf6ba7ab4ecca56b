import type {GapState} from '#lib/core/archive/completeness/gap.ts';

/** Documents are JSON text, times milliseconds since 1970. `n` counts what has a number on paper. */
export interface AuditTables {
	concepts: {id: string; version: number; title: string; terms: string; by: string; at: number};
	searches: {
		/** `Q-231` */
		id: string;
		n: number;
		search: string;
		terms: string;
		/** What the asking person could look at then. */
		places: string;
		/** Entries of the log that counted. */
		position: number;
		items: number;
		/** SHA-256 of the ids of the answer, a line each, in order. */
		digest: string;
		by: string;
		at: number;
	};
	draws: {
		id: string;
		n: number;
		kind: 'miss' | 'supervision';
		search: string;
		seed: string;
		population: number;
		items: string;
		by: string;
		at: number;
	};
	verdicts: {draw: string; item: string; person: string; outcome: string; note: string; at: number};
	topics: {id: string; topic: string; by: string; at: number};
	gaps: {id: string; n: number; key: string; state: GapState; gap: string};
	/** Entries that each target has. */
	archive_targets: {name: string; position: number};
	site_exports: {
		sha256: string;
		site: string;
		account: string;
		made_at: number;
		published: string;
		by: string;
		at: number;
	};
}
