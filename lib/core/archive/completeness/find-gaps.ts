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
	return {reconciled, found: oneEach(found).toSorted((a, b) => a.from - b.from || (a.key < b.key ? -1 : 1))};
}

const ofLoss = new Set<Found['kind']>(['unannounced', 'no-outcome']);

/** A record that is missing is one gap: what it would have said of the post next to it is told there, not listed again. */
function oneEach(found: readonly Found[]): Found[] {
	const holes = found.filter(({kind}) => kind === 'sequence');
	const told = new Map<Found, Found[]>();
	for (const gap of found.filter(({kind}) => ofLoss.has(kind))) {
		const hole = holes.find(
			({device, from, to}) => device === gap.device && (from === gap.from || to === gap.from),
		);
		if (hole) told.set(hole, [...(told.get(hole) ?? []), gap]);
	}
	const folded = new Set([...told.values()].flat());
	return found
		.filter(gap => !folded.has(gap))
		.map(gap => ({...gap, what: [gap, ...(told.get(gap) ?? [])].map(({what}) => what).join('. ')}));
}
