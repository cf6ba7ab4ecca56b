/** A question to the archive. Kept with the log's position, it can be asked again and has the same answer. */
import type {Operation, SiteId} from '../../draft.ts';

/** Where an interaction stands. The last four were never held: they were stopped, or went past. */
export type ItemState =
	| 'held'
	| 'in_review'
	| 'changes_requested'
	| 'approved'
	| 'released'
	| 'sent'
	| 'unconfirmed'
	| 'rejected'
	| 'expired'
	| 'withdrawn'
	| 'superseded'
	| 'failed'
	| 'unknown'
	| 'stopped'
	| 'unseen'
	| 'unreleased';

/** Empty lists and `null` ask for nothing in particular. */
export interface Search {
	/** `"balloon payment" pcp financ* -sold` */
	words: string;
	/** A concept list; which version is part of the question. */
	concept: {id: string; version: number} | null;
	/** Milliseconds since 1970; `to` not included. */
	from: number | null;
	to: number | null;
	sites: readonly SiteId[];
	accounts: readonly string[];
	/** With everything below them. */
	locations: readonly string[];
	/** Who wrote it or approved it. */
	people: readonly string[];
	kinds: readonly (Operation | string)[];
	/** Rules that found something. */
	rules: readonly string[];
	states: readonly ItemState[];
	/** Words of `evaluation/facts.ts`, all of them; in one, `a|b` is either. */
	facts: readonly string[];
}

export const everySearch: Search = {
	words: '',
	concept: null,
	from: null,
	to: null,
	sites: [],
	accounts: [],
	locations: [],
	people: [],
	kinds: [],
	rules: [],
	states: [],
	facts: [],
};

/** Said to the public or to a recipient. */
export const publicStates: readonly ItemState[] = ['sent', 'unconfirmed', 'unreleased'];
/** Ended without having been sent. */
export const unsentStates: readonly ItemState[] = ['changes_requested', 'rejected', 'expired', 'withdrawn'];
