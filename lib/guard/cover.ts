/** A composer does not show everything that its request will say. What it does show can still be compared. */
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Draft} from '#lib/core/draft.ts';

export type Hidden = readonly (keyof Draft)[];

/** Is this the approved draft, as far as the page shows it? The request is compared in full when it comes. */
export function isShownBy(composer: Draft, hidden: Hidden, approved: Draft): boolean {
	// A file that nobody has read is no file that somebody approved.
	if (composer.unknown.includes('media')) return false;
	return shownOf(composer, hidden) === shownOf(approved, hidden);
}

function shownOf(draft: Draft, hidden: Hidden): string {
	const out = new Set<keyof Draft>([...hidden, 'unknown']);
	return canonicalJson(
		Object.fromEntries(Object.entries(draft).filter(([key]) => !out.has(key as keyof Draft))),
	);
}
