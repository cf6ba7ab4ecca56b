/** How long what is kept: by topic, and of several the longest wins (product.md, CA13; regulation.md, section 12). */
import type {ItemState} from './search.ts';

export interface Topic {
	id: string;
	title: string;
	/** Whole years after it was sent or ended; `null` = indefinitely. */
	years: number | null;
	/** Not before this day, whatever the years say: `2031-04-30`. */
	notBefore: string | null;
	/** Why: source paragraph. */
	basis: string;
	/** Any of these makes an item one of this topic; all empty = every item. */
	rules: string[];
	kinds: string[];
	/** A concept list, in its newest version: whether an item has its words is asked of the index. */
	concept: string | null;
}

/** Years; a topic may keep longer, never shorter. */
export const shortest = 6;
export const usual: Topic = {
	id: 'usual',
	title: 'Everything',
	years: 7,
	notBefore: null,
	basis: 'SYSC 9.1.1R; Limitation Act 1980 s.5; the product’s default',
	rules: [],
	kinds: [],
	concept: null,
};

export interface Kept {
	at: number;
	kind: string;
	rules: readonly string[];
	/** Concepts that the item's words match. */
	concepts: readonly string[];
	state: ItemState;
}

export interface KeptUntil {
	/** Milliseconds since 1970; `null` = indefinitely. */
	until: number | null;
	/** The topic that won. */
	topic: string;
}

/** The longest of all topics that fit; the usual one always does. */
export function keptUntil(item: Kept, topics: readonly Topic[]): KeptUntil {
	const fitting = [usual, ...topics.filter(topic => fits(topic, item))];
	return fitting
		.map(topic => ({until: endOf(topic, item.at), topic: topic.id}))
		.reduce((longest, one) => (isLonger(one, longest) ? one : longest));
}

/** Could anything be kept for less time than before? A new topic never does that: the longest wins. */
export function mayShorten(before: Topic, after: Topic): boolean {
	const isShorter = after.years !== null && (before.years === null || after.years < before.years);
	const isSooner = before.notBefore !== null && (after.notBefore ?? '') < before.notBefore;
	return isShorter || isSooner || !fitsAll(before, after);
}

/** Is every item of the first topic one of the second? */
function fitsAll(before: Topic, after: Topic): boolean {
	if (isOfAll(after)) return true;
	return (
		!isOfAll(before) &&
		before.rules.every(rule => after.rules.includes(rule)) &&
		before.kinds.every(kind => after.kinds.includes(kind)) &&
		(before.concept === null || before.concept === after.concept)
	);
}

const isOfAll = ({rules, kinds, concept}: Topic) => rules.length + kinds.length === 0 && concept === null;

function fits(topic: Topic, item: Kept): boolean {
	const {rules, kinds, concept} = topic;
	return (
		isOfAll(topic) ||
		rules.some(rule => item.rules.includes(rule)) ||
		kinds.includes(item.kind) ||
		(concept !== null && item.concepts.includes(concept))
	);
}

function endOf({years, notBefore}: Topic, at: number): number | null {
	if (years === null) return null;
	const end = new Date(at);
	end.setUTCFullYear(end.getUTCFullYear() + Math.max(years, shortest));
	return Math.max(end.getTime(), notBefore === null ? 0 : Date.parse(notBefore));
}

function isLonger(a: KeptUntil, b: KeptUntil): boolean {
	if (a.until === null || b.until === null) return a.until === null && b.until !== null;
	return a.until > b.until;
}
