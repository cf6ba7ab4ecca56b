/**
 * A second opinion on what a rule's patterns did not find, learned from labelled drafts (ADR 203). It adds findings, never
 * takes one away, and is never certain: what it finds goes to a person.
 */
import type {CheckInput} from '../check-input.ts';
import type {Document, WordSpan} from '../document.ts';
import {confidences} from '../format.ts';
import type {Views} from '../views.ts';
import {
	draftFeatures,
	type Emit,
	type FactPlaces,
	factPlaces,
	sentenceFeatures,
	sentencesOf,
} from './features.ts';
import {ruleOf, unlearned, weightOf} from './tables.ts';

/** A rule that the words speak for, where, and an index of `confidences`. */
export interface Opinion {
	rule: number;
	span: WordSpan;
	confidence: number;
}

/** Scores are logits times this. */
export const unit = 32;
// Chosen on drafts whose labellers had not seen the rules; `docs/measurements.md` has the figures.
const spoken = unit;
const likely = unit * 2;

export interface Asked {
	own: Document;
	parent: Document | undefined;
	input: CheckInput;
	/** Whether a rule may be added: it applies and has found nothing itself. */
	wanted(rule: number): boolean;
}

export function opinions(v: Views, asked: Asked): Opinion[] {
	if (v.learnedAt.length === 0 || asked.own.tokens.count === 0) return [];
	const base = Int32Array.from(v.learnedBias);
	const addToBase = adderTo(v, base);
	draftFeatures(asked.own, asked.parent, asked.input, addToBase);
	const best = new Int32Array(base.length).fill(spoken);
	const where: WordSpan[] = [];
	const score = new Int32Array(base.length);
	const facts = factPlaces(asked.own);
	for (const sentence of sentencesOf(asked.own)) {
		score.set(base);
		sentenceFeatures(asked.own, facts, sentence, adderTo(v, score));
		for (let rule = 0; rule < score.length; rule++) {
			if (score[rule]! <= best[rule]!) continue;
			best[rule] = score[rule]!;
			where[rule] = sentence;
		}
	}
	return found(v, {...asked, facts}, best, where);
}

function found(
	v: Views,
	{own, facts, wanted}: Asked & {facts: FactPlaces},
	best: Int32Array,
	where: readonly WordSpan[],
): Opinion[] {
	const all: Opinion[] = [];
	where.forEach((sentence, rule) => {
		if (v.learnedBias[rule] === unlearned || !wanted(rule)) return;
		const confidence = confidences.indexOf(best[rule]! > likely ? 'likely' : 'possible');
		all.push({rule, span: strongest(v, {own, facts}, sentence, rule), confidence});
	});
	return all;
}

// Which features were counted already, by slot: each counts once, however often its words stand there.
const counted = new WeakMap<Int32Array, {stamps: Int32Array; last: number}>();

function adderTo(v: Views, score: Int32Array): Emit {
	const {learnedAt, learned} = v;
	let seen = counted.get(learnedAt);
	if (!seen) {
		seen = {stamps: new Int32Array(learnedAt.length / 2), last: 0};
		counted.set(learnedAt, seen);
	}
	const {stamps} = seen;
	const stamp = ++seen.last;
	return hash => {
		const slot = slotOf(learnedAt, hash);
		if (slot < 0 || stamps[slot] === stamp) return;
		stamps[slot] = stamp;
		const at = learnedAt[slot * 2 + 1]!;
		const end = at + learned[at]!;
		for (let i = at + 1; i <= end; i++) score[ruleOf(learned[i]!)]! += weightOf(learned[i]!);
	};
}

function slotOf(table: Int32Array, hash: number): number {
	const wrap = table.length / 2 - 1;
	for (let slot = hash & wrap; table[slot * 2 + 1] !== 0; slot = (slot + 1) & wrap)
		if (table[slot * 2] === hash) return slot;
	return -1;
}

/** The words that speak most for a rule: the run of words with the highest sum. */
function strongest(
	v: Views,
	{own, facts}: {own: Document; facts: FactPlaces},
	sentence: WordSpan,
	rule: number,
): WordSpan {
	const weights = new Float64Array(sentence.end - sentence.start);
	sentenceFeatures(own, facts, sentence, (hash, at, words) => {
		const share = weightFor(v, hash, rule) / words;
		for (let i = at; i < at + words; i++) weights[i - sentence.start]! += share;
	});
	let best = {sum: 0, start: 0, end: weights.length};
	let run = {sum: 0, start: 0};
	weights.forEach((weight, i) => {
		run = run.sum > 0 ? {sum: run.sum + weight, start: run.start} : {sum: weight, start: i};
		if (run.sum > best.sum) best = {...run, end: i + 1};
	});
	return {start: sentence.start + best.start, end: sentence.start + best.end};
}

function weightFor({learnedAt, learned}: Views, hash: number, rule: number): number {
	const slot = slotOf(learnedAt, hash);
	if (slot < 0) return 0;
	const at = learnedAt[slot * 2 + 1]!;
	for (let i = at + 1; i <= at + learned[at]!; i++)
		if (ruleOf(learned[i]!) === rule) return weightOf(learned[i]!);
	return 0;
}
