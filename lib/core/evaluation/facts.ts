/**
 * An interaction as a list of words, by which it is counted and found again: a figure and the search that its link opens
 * ask for the same words, so they cannot differ (ADR 219).
 */
import type {ItemState} from '../archive/search/search.ts';
import {isLetGo, nothingTold, outcomeOf, type Told} from './told.ts';

/** How an item went on. Times in milliseconds since 1970. */
export interface Passage {
	state: ItemState;
	held_at: number | null;
	approved_at: number | null;
	outcome_at: number | null;
	/** When the customer wrote, where somebody waits and it is known. */
	asked_at: number | null;
}

/** What the archive's index knows of an item. */
export interface Known extends Passage {
	kind: string;
	location: string;
	approvers: string;
}

const toldWords = ['still', 'tip', 'fixed', 'corrected', 'disputed'] as const;

export function factsOf(item: Known, told: Told): string[] {
	const {state} = item;
	if (state === 'unreleased') return ['unreleased', ...placed(item), ...toldFacts(told)];
	// Counted as the version that took its place, or never written to its end
	if (uncounted.has(state)) return toldFacts(told);
	return ['written', ...placed(item), ...passage(item), ...ruleFacts(item, told), ...toldFacts(told)];
}

const uncounted: ReadonlySet<ItemState> = new Set(['superseded', 'stopped', 'unseen']);

function placed({kind, location}: Known): string[] {
	return [`kind:${kind}`, `at:${location || 'nowhere'}`];
}

function passage(item: Known): string[] {
	const {held_at: held, asked_at: asked, state} = item;
	return [
		...(isPosted(state) ? ['posted'] : []),
		...(held === null ? [] : ['second-person', `held-hour:${hourOf(held)}`]),
		...(approvalTime(item) === null ? [] : ['decided']),
		...(asked === null ? [] : [`asked-hour:${hourOf(asked)}`]),
		...(answerTime(item) === null ? [] : ['answered']),
	];
}

/** Milliseconds from being sent for approval to the last approval. */
export function approvalTime({held_at, approved_at, state}: Passage): number | null {
	return held_at === null || approved_at === null || !isLetGo(state)
		? null
		: Math.max(0, approved_at - held_at);
}

/** Milliseconds that a customer waited for what was posted. */
export function answerTime({asked_at, outcome_at, state}: Passage): number | null {
	return asked_at === null || outcome_at === null || !isPosted(state)
		? null
		: Math.max(0, outcome_at - asked_at);
}

function isPosted(state: ItemState): boolean {
	return state === 'sent' || state === 'unconfirmed';
}

/** Of the day, UTC: `07`. */
function hourOf(time: number): string {
	return new Date(time).toISOString().slice(11, 13);
}

function ruleFacts(item: Known, told: Told): string[] {
	const found = [...told.still, ...told.fixed, ...told.corrected];
	if (found.length === 0) return [];
	const isApproved = item.approvers !== '';
	return [
		'hit',
		...(told.fixed.size + told.corrected.size > 0 ? ['mended'] : []),
		...found.flatMap(rule => [
			`found:${rule}`,
			`${outcomeOf(rule, told, item.state, isApproved)}-now:${rule}`,
		]),
	];
}

function toldFacts(told: Told): string[] {
	const {still, tips, fixed, corrected, disputed} = told;
	const lists = {still, tip: tips, fixed, corrected, disputed};
	return toldWords.flatMap(word => [...lists[word]].map(rule => `${word}:${rule}`));
}

/** Back from the words: the index keeps nothing else of them. */
export function toldIn(facts: readonly string[]): Told {
	if (facts.length === 0) return nothingTold;
	const of = (word: (typeof toldWords)[number]) =>
		new Set(facts.filter(fact => fact.startsWith(`${word}:`)).map(fact => fact.slice(word.length + 1)));
	return {
		still: of('still'),
		tips: of('tip'),
		fixed: of('fixed'),
		corrected: of('corrected'),
		disputed: of('disputed'),
	};
}
