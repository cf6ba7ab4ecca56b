import {missingNumbers, silences, unguarded} from './devices.ts';
import type {Facts} from './facts.ts';
import type {Found} from './gap.ts';
import {damageGaps, outcomeGaps, witnessGaps} from './outcomes.ts';
import {notCapturedGaps, type Reconciled, reconcile} from './reconcile.ts';

export interface Look {
	reconciled: Reconciled[];
	found: Found[];
}

/** Every place where something may be missing. Pure: the same facts, the same gaps. */
export function findGaps(facts: Facts): Look {
	const reconciled = reconcile(facts);
	const matched = new Set(reconciled.flatMap(({items}) => [...items]));
	const found = [
		...missingNumbers(facts),
		...silences(facts),
		...unguarded(facts),
		...witnessGaps(facts),
		...outcomeGaps(facts, matched),
		...damageGaps(facts),
		...notCapturedGaps(reconciled),
	];
	return {reconciled, found: found.toSorted((a, b) => a.from - b.from || (a.key < b.key ? -1 : 1))};
}
