/** Rules in the making, as Kysely sees them. `n` counts saves over both tables of texts. */
export interface AuthoringTables {
	rule_texts: {
		n: number;
		pack: string;
		rule: string;
		/** `null`: taken out. */
		yaml: string | null;
		by: string;
		at: number;
	};
	pack_texts: {
		n: number;
		pack: string;
		/** JSON of `PackHead`. */
		head: string;
		by: string;
		at: number;
	};
	/** What somebody has begun and not saved. */
	rule_drafts: {person: string; pack: string; rule: string; yaml: string; at: number};
}
