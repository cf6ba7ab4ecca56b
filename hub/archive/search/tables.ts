import type {ItemState} from '#lib/core/archive/search/search.ts';

/** One state of one item, as a row. Lists are words between blanks: ` FIN-09 FIN-12 `. */
export interface ItemRow {
	/** The hold; the release where none was needed; a device and a number for what was stopped. */
	item: string;
	/** Entry from which on this is so, and the first one of which it is not any more. */
	seq: number;
	until: number | null;
	/** Entry with which the item began: also its number in the index of words. */
	doc: number;
	/** Number on paper of that entry. */
	name: string;
	/** When it was sent, else when it was written. */
	at: number;
	site: string;
	account: string;
	location: string;
	kind: string;
	author: string;
	device: string | null;
	approvers: string;
	held_at: number | null;
	approved_at: number | null;
	announced_at: number | null;
	outcome_at: number | null;
	state: ItemState;
	site_id: string;
	url: string;
	target: string | null;
	policy: string | null;
	rules: string;
	/** Entry that has the text; `null` once that was erased. */
	text_seq: number | null;
	/** When the customer wrote who waits for it; where that is known. */
	asked_at: number | null;
	/** Words by which it is counted: lib/core/evaluation/facts.ts. */
	facts: string;
	/** The ready-approved reply that it was, as the hub saw it too: `R-CMP-04 v3`; empty for anything else. */
	ready: string;
}

export interface SearchTables {
	archive_index_head: {id: number; size: number};
	archive_items: ItemRow;
	archive_item_entries: {item: string; seq: number};
}

export const itemColumns = [
	'item',
	'seq',
	'until',
	'doc',
	'name',
	'at',
	'site',
	'account',
	'location',
	'kind',
	'author',
	'device',
	'approvers',
	'held_at',
	'approved_at',
	'announced_at',
	'outcome_at',
	'state',
	'site_id',
	'url',
	'target',
	'policy',
	'rules',
	'text_seq',
	'asked_at',
	'facts',
	'ready',
] as const satisfies (keyof ItemRow)[];

/** A list as one text in which ` word ` is found. */
export function listed(words: Iterable<string>): string {
	const unique = [...new Set(words)].filter(Boolean);
	return unique.length > 0 ? ` ${unique.join(' ')} ` : '';
}

export function unlisted(text: string): string[] {
	const words = text.trim();
	return words === '' ? [] : words.split(' ');
}
