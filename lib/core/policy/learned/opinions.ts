/**
 * A second opinion on a rule's patterns, learned from labelled drafts (ADR 203). It adds what they did not find, never takes a
 * finding away, and is never certain: what it finds, and what it doubts, goes to a person.
 */
import type {CheckInput} from '../check-input.ts';
import type {Document, WordSpan} from '../document.ts';
import {confidences} from '../format.ts';
import type {Views} from '../views.ts';
import {draftFeatures, type Emit, type Hashed, hashed, sentenceFeatures, sentenceFrom} from './features.ts';
import {opinionOf, slotFor, weightOf} from './tables.ts';

/** A rule that the words speak for, where, and an index of `confidences`. */
export interface Opinion {
	rule: number;
	span: WordSpan;
	confidence: number;
}

/** Scores are logits times this. */
export const unit = 32;
// Chosen on drafts whose labellers had not seen the rules; `docs/measurements.md` has the figures.
const spoken = unit * 1.25;
const likely = unit * 2;
const doubtful = unit * -4;

export interface Asked {
	own: Document;
	parent: Document | undefined;
	input: CheckInput;
	/** Whether a rule may be added: it applies and has found nothing itself. */
	wanted(rule: number): boolean;
}

export interface Opinions {
	added: Opinion[];
	/** Whether the sentence in which a rule's words stand speaks against that rule. */
	doubts(rule: number, word: number): boolean;
}

export function opinions(v: Views, asked: Asked): Opinions {
	if (v.learnedRules.length === 0 || asked.own.tokens.count === 0) return {added: [], doubts: () => false};
	const text = hashed(asked.own);
	const base = biasesOf(v);
	draftFeatures(text, asked.parent && hashed(asked.parent), asked.input, adderTo(v, base));
	const best = new Int32Array(base.length).fill(spoken);
	const where: WordSpan[] = [];
	const heard: {sentence: WordSpan; score: Int32Array}[] = [];
	for (let start = 0; start < asked.own.tokens.count; ) {
		const sentence = sentenceFrom(asked.own, start);
		const score = base.slice();
		heard.push({sentence, score});
		sentenceFeatures(text, sentence, adderTo(v, score));
		for (let opinion = 0; opinion < score.length; opinion++) {
			if (score[opinion]! <= best[opinion]!) continue;
			best[opinion] = score[opinion]!;
			where[opinion] = sentence;
		}
		start = sentence.end;
	}
	const doubts = (rule: number, word: number) => {
		const score = heard.find(({sentence}) => word < sentence.end)?.score;
		return score?.some((sum, opinion) => v.learnedRules[opinion * 2] === rule && sum < doubtful) === true;
	};
	return {added: found(v, text, asked, best, where), doubts};
}

function biasesOf({learnedRules}: Views): Int32Array {
	const biases = new Int32Array(learnedRules.length / 2);
	for (let i = 0; i < biases.length; i++) biases[i] = learnedRules[i * 2 + 1]!;
	return biases;
}

function found(
	v: Views,
	text: Hashed,
	{wanted}: Asked,
	best: Int32Array,
	where: readonly WordSpan[],
): Opinion[] {
	const all: Opinion[] = [];
	where.forEach((sentence, opinion) => {
		const rule = v.learnedRules[opinion * 2]!;
		if (!wanted(rule)) return;
		const confidence = confidences.indexOf(best[opinion]! > likely ? 'likely' : 'possible');
		all.push({rule, span: strongest(v, text, sentence, opinion), confidence});
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
		for (let i = at + 1; i <= end; i++) score[opinionOf(learned[i]!)]! += weightOf(learned[i]!);
	};
}

function slotOf(table: Int32Array, hash: number): number {
	const wrap = table.length / 2 - 1;
	for (let slot = slotFor(hash, wrap); table[slot * 2 + 1] !== 0; slot = (slot + 1) & wrap)
		if (table[slot * 2] === hash) return slot;
	return -1;
}

/** The words that speak most for a rule: the run of words with the highest sum. */
function strongest(v: Views, text: Hashed, sentence: WordSpan, opinion: number): WordSpan {
	const weights = new Float64Array(sentence.end - sentence.start);
	sentenceFeatures(text, sentence, (hash, at, words) => {
		const share = weightFor(v, hash, opinion) / words;
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

function weightFor({learnedAt, learned}: Views, hash: number, opinion: number): number {
	const slot = slotOf(learnedAt, hash);
	if (slot < 0) return 0;
	const at = learnedAt[slot * 2 + 1]!;
	for (let i = at + 1; i <= at + learned[at]!; i++)
		if (opinionOf(learned[i]!) === opinion) return weightOf(learned[i]!);
	return 0;
}
