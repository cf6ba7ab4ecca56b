/** Labelled texts as samples: the same features as the engine sees, with their names. */
import {type Document, read} from '#lib/core/policy/document.ts';
import {kinds, profiles} from '#lib/core/policy/format.ts';
import {
	draftFeatures,
	fixedNames,
	hashed,
	hashOfName,
	namesOf,
	sentenceFeatures,
	sentenceFrom,
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
	const nameOf = new Map(fixedNames(kinds, profiles).map(name => [hashOfName(name), name]));
	const raws = texts.flatMap(text => sentencesFrom(views, text, rules, nameOf));
	const uses = new Map<number, number>();
	for (const {hashes} of raws) for (const hash of hashes) uses.set(hash, (uses.get(hash) ?? 0) + 1);
	const kept = [...uses].filter(([hash, count]) => count >= rarest && nameOf.has(hash)).map(([hash]) => hash);
	const index = new Map(kept.map((hash, i) => [hash, i]));
	const names = kept.map(hash => nameOf.get(hash)!);
	const strengths = names.map(name => (/^[DP]\./.test(name) ? faint : 1));
	const samples = raws.map(({hashes, broken, open}) => {
		const features = Int32Array.from([...hashes].flatMap(hash => index.get(hash) ?? []));
		return {features, broken, open};
	});
	return {names, strengths, samples};
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
	for (const name of [...namesOf(own, 'draft'), ...(parent ? namesOf(parent, 'parent') : [])])
		nameOf.set(hashOfName(name), name);
	const words = hashed(own);
	const ofDraft = new Set<number>();
	draftFeatures(words, parent && hashed(parent), input, hash => ofDraft.add(hash));
	const raws: Raw[] = [];
	for (let start = 0; start < own.tokens.count; ) {
		const sentence = sentenceFrom(own, start);
		const hashes = new Set(ofDraft);
		sentenceFeatures(words, sentence, hash => hashes.add(hash));
		raws.push({hashes, ...judged(own, sentence, text, rules)});
		start = sentence.end;
	}
	return raws;
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
