import type {Draft} from '#lib/core/draft.ts';
import {placeOf} from './judgements.ts';

type Place = Pick<Draft, 'account' | 'operation' | 'target' | 'text'>;

/** How long an answer took, from opening its composer until it is public (product.md, 6.2). Told to the author only. */
export interface Opened {
	saw(draft: Place): void;
	/** Milliseconds. The emptied composer stays: the next answer in it begins with its first letter. */
	took(draft: Place): number | undefined;
}

/** `now` is this machine's clock. */
export function createOpened(now: () => number): Opened {
	const since = new Map<string, number | 'emptied'>();
	return {
		saw(draft) {
			const place = placeOf(draft);
			const from = since.get(place);
			if (from === undefined || (from === 'emptied' && draft.text !== '')) since.set(place, now());
		},
		took(draft) {
			const place = placeOf(draft);
			const from = since.get(place);
			since.set(place, 'emptied');
			return typeof from === 'number' ? now() - from : undefined;
		},
	};
}
