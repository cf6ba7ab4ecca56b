import type {HoldView} from '#lib/api/contract.ts';
import {good, type Said} from './said.ts';

/** What a reviewer is told at once after a decision that was none on a held draft (product.md, 6.3). */
export function lookedWords(looked: NonNullable<HoldView['looked']>): Said {
	if (looked.kind === 'second')
		return good('✓ Thank you. Your second look is on record; it changes nothing by itself.');
	const {caught, problem, found, of} = looked;
	const own = `You have noticed ${found} of ${of}; only you are told.`;
	if (caught)
		return good(`✓ Well spotted – this was a practice item. Nothing was going to be posted. ${own}`);
	const missed = `i This was a practice item with a problem. ${problem} Nothing was going to be posted.`;
	return {words: `${missed} Nobody is named to your manager. ${own}`, tone: 'calm'};
}
