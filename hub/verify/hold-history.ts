import type {Json} from './json.ts';

/** What the entries so far have shown of one hold. */
export interface History {
	id: string;
	state: string | null;
	version: number;
	/** Of the content of `hold.held`; `null` when that content is not in the bundle. */
	held: Held | null;
	/** Statements (JWS) that stand. */
	approvals: string[];
	/** The step of the route that each of them was for, in the same order; `null` without one. */
	steps: (number | null)[];
	/** Approvals whose content is not in the bundle. */
	unseen: number;
}

export interface Held {
	authors: string[];
	location: string;
	needed: number;
	digest: string;
	policy: string;
	draft: Json;
	/** Its steps; none where any reviewer of the place was enough. */
	steps: readonly Json[];
}

/** Across all holds: each of these is used once. */
export interface Used {
	statements: Set<string>;
	releases: Set<string>;
}
