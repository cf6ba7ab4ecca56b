/** A reviewer's other wording, offered to the author: words only, everything else of the draft stays. */
import type {Draft} from '../draft.ts';
import type {Company} from '../policy/company.ts';
import {isWhole, recut} from '../thread.ts';
import type {Surroundings} from './touches.ts';
import {wordsOf} from './word-changes.ts';

/** In a thread the words of one part may change; anything else makes another thread, which nobody offers here. */
export function withText(draft: Draft, text: string): Draft {
	const {thread} = draft;
	if (!isWhole(thread)) return {...draft, text};
	return recut({...draft, thread}, text) ?? {...draft, text, unknown: [...draft.unknown, 'thread']};
}

/** Only the words differ; and they do differ, by what a person could see. */
export function isOnlyWords(before: Draft, after: Draft): boolean {
	return (
		before.text !== after.text && JSON.stringify(withText(after, before.text)) === JSON.stringify(before)
	);
}

/** What the firm's own names and required wording are, for the account that speaks. */
export function surroundingsOf(
	company: Pick<Company, 'legalName' | 'statusLine' | 'address'>,
	account: {name: string; location: string},
	plain: readonly string[],
): Surroundings {
	const places = new Set(account.location.split(/[/-]/));
	const names = wordsOf(`${company.legalName} ${account.name}`)
		.map(({key}) => key)
		// Where something is on offer is part of the offer
		.filter(key => !places.has(key) && /[\p{L}&]/u.test(key));
	const required = [company.legalName, company.statusLine, company.address].filter(line => line !== '');
	return {names: [...new Set(names)], plain: plain.map(word => word.toLowerCase()), required};
}
