/** Labelled texts as samples: the same features as the engine sees, with their names. */
import {type Document, read} from '#lib/core/policy/document.ts';
import {hashWord, kinds, profiles} from '#lib/core/policy/format.ts';
import {
	draftFeatures,
	factPlaces,
	fixedNames,
	namesOf,
	sentenceFeatures,
	sentencesOf,
} from '#lib/core/policy/learned/features.ts';
import {originalSpan} from '#lib/core/policy/normalise.ts';
import type {Views} from '#lib/core/policy/views.ts';
import type {LabelledText} from './texts.ts';
import type {Sample} from './train.ts';

export interface Learnable {
	samples: Sample[];
	/** Feature → its name. */
	names: string[];
	/** Feature → how strong it is where it stands. */
	strengths: number[];
}

// What is said elsewhere in the draft, or in the message answered, speaks less than what the sentence says.
const faint = 0.4;
const rarest = 3;

interface Raw {
	hashes: Set<number>;
	broken: number[];
	open: number[];
}

export function samplesOf(views: Views, texts: readonly LabelledText[], rules: readonly string[]): Learnable {
	const nameOf = new Map(fixedNames(kinds, profiles).map(name => [hashWord(name), name]));
	const raws = texts.flatMap(text => sentencesFrom(views, text, rules, nameOf));
	const uses = new Map<number, number>();
	for (const {hashes} of raws) for (const hash of hashes) uses.set(hash, (uses.get(hash) ?? 0) + 1);
	const kept = [...uses].filter(([, count]) => count >= rarest).map(([hash]) => hash);
	const index = new Map(kept.map((hash, i) => [hash, i]));
	const names = kept.map(hash => nameOf.get(hash)!);
	const strengths = names.map(name => (/^[DP]\./.test(name) ? faint : 1));
	return {names, strengths, samples: raws.map(raw => sampleOf(raw, index, strengths))};
}

function sampleOf(
	{hashes, broken, open}: Raw,
	index: ReadonlyMap<number, number>,
	strengths: readonly number[],
): Sample {
	const features = Int32Array.from([...hashes].flatMap(hash => index.get(hash) ?? []));
	return {features, strengths: Float32Array.from(features, feature => strengths[feature]!), broken, open};
}

function sentencesFrom(
	views: Views,
	text: LabelledText,
	rules: readonly string[],
	nameOf: Map<number, string>,
): Raw[] {
	const {input} = text;
	const own = read(views, input.text, input.company);
	const parent =
		input.context.inReplyTo === undefined ? undefined : read(views, input.context.inReplyTo, input.company);
	for (const name of [...namesOf(own, ''), ...(parent ? namesOf(parent, 'P.') : [])])
		nameOf.set(hashWord(name), name);
	const ofDraft = new Set<number>();
	draftFeatures(own, parent, input, hash => ofDraft.add(hash));
	const facts = factPlaces(own);
	return sentencesOf(own).map(sentence => {
		const hashes = new Set(ofDraft);
		sentenceFeatures(own, facts, sentence, hash => hashes.add(hash));
		return {hashes, ...judged(own, sentence, text, rules)};
	});
}

/** What the labels say of one sentence; of a rule that is broken in another sentence of the draft nothing is known. */
function judged(
	{folded, tokens}: Document,
	{start, end}: {start: number; end: number},
	{labels, isOpen}: LabelledText,
	rules: readonly string[],
): Pick<Raw, 'broken' | 'open'> {
	const [from, to] = originalSpan(folded, tokens.start[start]!, tokens.end[end - 1]!);
	const broken: number[] = [];
	const open: number[] = [];
	rules.forEach((rule, i) => {
		const own = labels.filter(label => label.rule === rule);
		if (own.some(label => label.start < to && label.end > from)) broken.push(i);
		else if (own.length > 0 || isOpen(rule)) open.push(i);
	});
	return {broken, open};
}
