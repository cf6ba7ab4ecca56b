import type {Company} from './company.ts';
import {factsOf} from './facts/all.ts';
import type {Fact} from './facts/fact.ts';
import {fact} from './format.ts';
import {addHit, type Hits, longest, newHits, releaseHits} from './hits.ts';
import {matchLiterals, matchPrograms} from './matcher.ts';
import {type Folded, fold, releaseFolded} from './normalise.ts';
import {flag, type Tokens} from './scan.ts';
import {joinSpaced, shortest} from './spaced.ts';
import {releaseTokens, tokenise} from './tokens.ts';
import {ascii, type Views} from './views.ts';

/** One text (the draft, the message answered, the words of an image) with everything found in it. */
export interface Document {
	original: string;
	folded: Folded;
	tokens: Tokens;
	facts: Fact[];
	hits: Hits;
	/** What was asked about the text before, so that it is reckoned once: see `spansOf`, `factsOfKind` and `isSpelling`. */
	memo: {spans: Map<number, readonly WordSpan[]>; facts?: Map<number, Fact[]>; foreign?: boolean};
}

// Longer than any site takes. What lies beyond is not read, so that checking stays bounded; `check` says so and holds.
const longestText = 70_000;

/** How many units of a text are read: all, or those before the limit, and never half of a pair. */
export function readable(text: string): number {
	if (text.length <= longestText) return text.length;
	return /[\ud800-\udbff]/.test(text[longestText - 1]!) ? longestText - 1 : longestText;
}

/** Reads a text once. `counts` of the policy says whether facts are needed at all. */
export function read(v: Views, text: string, company: Company): Document {
	const original = text.slice(0, readable(text));
	const folded = fold(original);
	const tokens = tokenise(v, folded, original);
	if (tokens.mostSingles >= shortest) joinSpaced(v, folded.text, tokens);
	const hits = newHits(v.counts[1]!, tokens.count);
	const facts = v.counts[3] ? factsOf({folded, original, company}) : [];
	for (const found of facts) addFact(tokens, hits, found);
	if (v.counts[3]) addWordFacts(tokens, hits, folded, original);
	matchLiterals(v, tokens, hits);
	matchPatterns(v, folded.text, tokens, hits);
	matchPrograms(v, tokens, hits);
	return {original, folded, tokens, facts, hits, memo: {spans: new Map()}};
}

/** For a text that is looked at no more: its arrays serve the next one. */
export function release({folded, tokens, hits}: Document): void {
	releaseFolded(folded);
	releaseTokens(tokens);
	releaseHits(hits);
}

function addFact(tokens: Tokens, hits: Hits, found: Fact): void {
	const first = tokenAt(tokens, found.start);
	let last = first;
	while (last < tokens.count && tokens.start[last]! < found.end) last++;
	if (last > first) addHit(hits, found.kind, first, 1 << Math.min(last - first, longest));
}

// Compiling an expression costs more than running it; policies are few and live as long as the page.
const compiled = new WeakMap<Uint8Array, RegExp[]>();

function expressionsOf(v: Views): RegExp[] {
	let all = compiled.get(v.meta);
	if (!all) {
		all = [];
		for (let p = 0; p < v.patternAt.length; p += 4) {
			const source = v.meta.subarray(v.patternAt[p + 2]!, v.patternAt[p + 2]! + v.patternAt[p + 3]!);
			all.push(new RegExp(JSON.parse(ascii(source)) as string, 'g'));
		}
		compiled.set(v.meta, all);
	}
	return all;
}

function matchPatterns(v: Views, text: string, tokens: Tokens, hits: Hits): void {
	for (let p = 0; p < v.patternAt.length; p += 4) {
		if (hits.head[v.patternAt[p + 1]!]! < 0) continue;
		for (const match of text.matchAll(expressionsOf(v)[p / 4]!)) {
			if (match[0] === '') continue;
			addFact(tokens, hits, {
				kind: v.patternAt[p]!,
				start: match.index,
				end: match.index + match[0].length,
				value: 0,
			});
		}
	}
}

/** First word that ends after a place of the folded text. */
function tokenAt(tokens: Tokens, place: number): number {
	let low = 0;
	let high = tokens.count;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (tokens.end[middle]! > place) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** Facts that are single words: numbers, mentions, hashtags, and names (capitals inside a sentence). */
function addWordFacts(tokens: Tokens, hits: Hits, folded: Folded, original: string): void {
	for (let i = 0; i < tokens.count; i++) {
		const kind = wordFact(tokens.flags[i]!);
		if (kind >= 0) addHit(hits, kind, i, 2);
		if ((kind < 0 || kind === fact.hashtag) && isName(tokens, i, folded, original))
			addHit(hits, fact.name, i, 2);
	}
}

function wordFact(flags: number): number {
	if (flags & flag.number) return fact.number;
	if (flags & flag.mention) return fact.mention;
	if (flags & flag.link) return fact['link-end'];
	return flags & flag.hashtag ? fact.hashtag : -1;
}

function isName(tokens: Tokens, i: number, folded: Folded, original: string): boolean {
	if (i === 0 || tokens.flags[i]! & flag.hard || tokens.end[i]! - tokens.start[i]! < 2) return false;
	const start = tokens.start[i]!;
	const code = original.charCodeAt(folded.from ? folded.from[start]! : start);
	const second = original.charCodeAt(folded.from ? folded.from[start + 1]! : start + 1);
	return code >= 65 && code <= 90 && second >= 97;
}

/** True if a set was found anywhere in the text. */
export const has = (document: Document, set: number) => document.hits.head[set]! >= 0;

/** Span in words. */
export interface WordSpan {
	start: number;
	end: number;
}

/** Every hit of a set, the longest match at each place, in reading order. Only once the set has all its hits. */
export function spansOf({hits, memo}: Document, set: number): readonly WordSpan[] {
	const all = memo.spans.get(set) ?? spansIn(hits, set);
	memo.spans.set(set, all);
	return all;
}

function spansIn(hits: Hits, set: number): WordSpan[] {
	const all: WordSpan[] = [];
	for (let hit = hits.head[set]!; hit >= 0; hit = hits.next[hit]!)
		all.push({start: hits.at[hit]!, end: hits.at[hit]! + 31 - Math.clz32(hits.mask[hit]!)});
	// The latest hit comes first, and mostly is the last in the text.
	return all.reverse().sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The facts of a kind, in the order they were found. */
export function factsOfKind({facts, memo}: Document, kind: number): readonly Fact[] {
	memo.facts ??= Map.groupBy(facts, found => found.kind);
	return memo.facts.get(kind) ?? [];
}
