import {type Draft, digestOf} from '#lib/core/draft.ts';
import {isWhole, partsOf} from '#lib/core/thread.ts';
import type {Look} from './judgements.ts';

/**
 * A part of a thread is not approved alone. What the first part's request says of the whole, and the composer does not show,
 * belongs to it.
 */
export function wholeThread(look: Look, part: Draft | null): Look | undefined {
	const {draft} = look;
	if (!part?.thread || !isWhole(draft.thread) || partsOf(draft)[0]?.text !== part.text) return undefined;
	const {operation, target, quoted, replies, details} = part;
	const said = {...draft, operation, target, quoted, replies, ...(details && {details})};
	return {...look, draft: said, digest: digestOf(said)};
}
