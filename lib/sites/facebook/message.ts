import type {Draft} from '#lib/core/draft.ts';
import {detailsOf, type Fields} from '../fields.ts';

/**
 * The words, and by name what is shown with them: `ranges` say whom a mention in the words means, which the words alone do
 * not.
 */
export function messageOf(input: Fields, ...shown: string[]): Pick<Draft, 'text' | 'details'> {
	const message = input.fields('message');
	const details = {...detailsOf(message, 'ranges').details, ...noneLeftOut(input, shown)};
	const text = message.text('text');
	return Object.keys(details).length > 0 ? {text, details} : {text};
}

function noneLeftOut(input: Fields, shown: readonly string[]): Record<string, string> {
	const {details = {}} = detailsOf(input, ...shown);
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== '0'));
}
