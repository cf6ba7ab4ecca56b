/** What the archive says of the rules that met one interaction: found, mended, disputed, decided. Pure. */
import type {ItemState} from '../archive/search/search.ts';

/** Sets of rules. One that still finds something is in none of `fixed` and `corrected`. */
export interface Told {
	/** They find something in what was sent for approval, or went out. */
	still: ReadonlySet<string>;
	/** Of `still`: only a tip. */
	tips: ReadonlySet<string>;
	/** Their wording was taken. */
	fixed: ReadonlySet<string>;
	/** The author changed it in his own words, alone or after it was returned. */
	corrected: ReadonlySet<string>;
	/** Of `still`: the author said that it is not a problem here. */
	disputed: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
export const nothingTold: Told = {still: none, tips: none, fixed: none, corrected: none, disputed: none};

export interface Heard {
	/** Faults only: what merely asks for a second person finds nothing wrong. */
	findings: readonly {rule: string; isTip: boolean}[];
	fixed: readonly string[];
	corrected: readonly string[];
	/** The author's note, in which disputes stand. */
	note: string;
}

/** A new wording of what `before` was: what found something then and does not now was mended. */
export function toldAfter(before: Told, {findings, fixed, corrected, note}: Heard): Told {
	const still = new Set(findings.map(({rule}) => rule));
	const strict = new Set(findings.filter(({isTip}) => !isTip).map(({rule}) => rule));
	const taken = except([...before.fixed, ...fixed], still);
	const own = except([...before.still, ...before.corrected, ...corrected], still);
	return {
		still,
		tips: except(still, strict),
		fixed: taken,
		corrected: except(own, taken),
		disputed: new Set(disputesIn(note).filter(rule => still.has(rule))),
	};
}

function except(rules: Iterable<string>, others: ReadonlySet<string>): Set<string> {
	return new Set([...rules].filter(rule => !others.has(rule)));
}

/** The form in which the extension says it (lib/guard/disputes.ts). */
function disputesIn(note: string): string[] {
	return [...note.matchAll(/^Not a problem here \(([A-Z]{2,5}-\d{2,3})\): /gm)].map(([, rule]) => rule!);
}

export const outcomes = [
	'fixed',
	'corrected',
	'returned',
	'conceded',
	'overridden',
	'ignored',
	'open',
	'dropped',
] as const;
/**
 * What became of one rule's finding. `returned`: a second person agreed with it. `conceded`: disputed, and a second person
 * agreed with the author. `overridden`: approved as it is, undisputed. `ignored`: posted with a tip in it. `open`: nobody
 * has decided. `dropped`: it ended otherwise.
 */
export type Outcome = (typeof outcomes)[number];

export function outcomeOf(rule: string, told: Told, state: ItemState, isApproved: boolean): Outcome {
	if (told.fixed.has(rule)) return 'fixed';
	if (told.corrected.has(rule)) return 'corrected';
	if (state === 'held' || state === 'in_review') return 'open';
	if (!isLetGo(state)) return isTurnedDown(state) && !told.tips.has(rule) ? 'returned' : 'dropped';
	if (told.tips.has(rule) || !isApproved) return 'ignored';
	return told.disputed.has(rule) ? 'conceded' : 'overridden';
}

/** Approved to its last step, or in need of nobody. */
export function isLetGo(state: ItemState): boolean {
	return letGo.has(state);
}

const letGo: ReadonlySet<ItemState> = new Set([
	...(['approved', 'released', 'sent', 'unconfirmed', 'failed', 'unknown'] as const),
]);

function isTurnedDown(state: ItemState): boolean {
	return state === 'changes_requested' || state === 'rejected';
}
