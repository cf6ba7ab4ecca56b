import type {Draft} from '#lib/core/draft.ts';
import {detailsOf, type Fields} from '../fields.ts';

type Message = Pick<Draft, 'text' | 'details' | 'unknown'>;

/**
 * The words, and by name what is shown with them: `ranges` say whom a mention in the words means, which the words alone do
 * not.
 */
export function messageOf(input: Fields, ...shown: string[]): Omit<Message, 'unknown'> {
	const message = input.fields('message');
	const details = {...detailsOf(message, 'ranges').details, ...noneLeftOut(input, shown)};
	const text = message.text('text');
	return Object.keys(details).length > 0 ? {text, details} : {text};
}

/**
 * Composers of groups may send the words once more, block by block (facebook.md, section 5): those have the line breaks that are
 * shown. The two must say the same.
 */
export function composedMessageOf(input: Fields, ...shown: string[]): Message {
	const {text, details} = messageOf(input, ...shown);
	if (!input.has('composed_text')) return {text, ...(details && {details}), unknown: []};
	const composed = input.fields('composed_text');
	const words = composed.texts('blocks').join('\n');
	const all = {...details, ...noneLeftOut(composed, formatting)};
	const isSame = text === '' || bare(words) === bare(text);
	return {
		text: words,
		...(Object.keys(all).length > 0 && {details: all}),
		unknown: isSame ? [] : ['composed_text'],
	};
}

const formatting = ['block_data', 'block_depths', 'block_types', 'entities', 'entity_map', 'inline_styles'];

function bare(text: string): string {
	return text.replace(/\s/g, '');
}

/** How the site says "none": 0, and lists and objects in which nothing else stands. */
const none = /^(?:[[\]{}",0\\]*|\{"\w+":(?:null|false|"DISABLED")\})$/;

function noneLeftOut(input: Fields, shown: readonly string[]): Record<string, string> {
	const {details = {}} = detailsOf(input, ...shown);
	return Object.fromEntries(Object.entries(details).filter(([, value]) => !none.test(value)));
}
