/** Identical items of many branches, judged once; and what must not be judged without looking aside. Pure. */

import {changesBetween} from '#lib/core/review/word-changes.ts';
import type {QueueItem} from '#lib/messaging/queue-item.ts';
import {wordingOf} from './queue-order.ts';

/** Items with one wording, and those that nearly have it: an odd one out is shown, never swept along. */
export interface Alike {
	/** The wording that most of them have. */
	text: string;
	same: QueueItem[];
	odd: QueueItem[];
}

/** Stretches that may differ before two items are no variants of each other. */
const near = 3;

/** Groups of at least two with the same wording, largest first; each item is in one group at most. */
export function alikeIn(holds: readonly QueueItem[]): Alike[] {
	const wordings = Map.groupBy(holds.filter(isSimple), ({draft}) => wordingOf(draft.text));
	const groups = [...wordings.values()].filter(({length}) => length > 1).sort((a, b) => b.length - a.length);
	const single = new Set([...wordings.values()].filter(({length}) => length === 1).flat());
	return groups.map(same => {
		const text = same[0]!.draft.text;
		const odd = [...single].filter(({draft}) => isVariant(text, draft.text));
		for (const hold of odd) single.delete(hold);
		return {text, same, odd};
	});
}

/** Answers to customers are never bulk: each has its own question. Neither is what carries more than words, nor a second look. */
function isSimple({draft, look}: QueueItem): boolean {
	return (
		look === undefined &&
		draft.target === null &&
		draft.media.length === 0 &&
		draft.poll === null &&
		draft.unknown.length === 0
	);
}

function isVariant(a: string, b: string): boolean {
	// Cheap, and true of nearly every pair: so many more words are so many changes
	if (Math.abs(countOf(a) - countOf(b)) * 4 > countOf(a) * 2) return false;
	const changes = changesBetween(a, b);
	const changed = changes.reduce((sum, {removed, added}) => sum + Math.max(removed.length, added.length), 0);
	return changes.length <= near && changed * 4 <= countOf(a);
}

const countOf = (text: string) => text.split(/\s+/).length;

/** What must be ticked before they are approved together: each distinct thing that the rules want a person to look at. */
export function questionsOf(holds: readonly QueueItem[]): string[] {
	const asked = holds.flatMap(({findings}) => findings.filter(({severity}) => severity !== 'advise'));
	return [...new Set(asked.map(({message}) => message))];
}

/** Other answers to the same customer or post that wait too: one of them is enough. */
export function rivalsOf(hold: QueueItem, holds: readonly QueueItem[]): QueueItem[] {
	const {target, site} = hold.draft;
	if (!target) return [];
	return holds.filter(
		({id, draft}) =>
			id !== hold.id &&
			draft.site === site &&
			draft.target?.kind === target.kind &&
			draft.target.id === target.id,
	);
}

/** So many approvals in so many milliseconds are faster than one can read. */
const [many, window] = [6, 30_000];

/** Is the next approval one too many in too short a time? `times` of the last ones. */
export function isHasty(times: readonly number[], now: number): boolean {
	return times.filter(at => at <= now && now - at < window).length >= many;
}
