import type {HoldView} from '#lib/api/contract.ts';

/** What a reviewer is told at once after a decision that was none on a held draft (product.md, 6.3). */
export function lookedWords(looked: NonNullable<HoldView['looked']>): string {
	if (looked.kind === 'second')
		return '✓ Thank you. Your second look is on record; it changes nothing by itself.';
	const {caught, problem, found, of} = looked;
	const own = `You have noticed ${found} of ${of}; only you are told.`;
	return caught
		? `✓ Well spotted – this was a practice item. Nothing was going to be posted. ${own}`
		: `! This was a practice item with a problem. ${problem} Nobody is named to your manager. ${own}`;
}
