import type {Company} from './company.ts';
import {factsOf} from './facts/all.ts';
import type {Fact} from './facts/fact.ts';
import {fact} from './format.ts';
import {addHit, type Hits, longest, matchLiterals, matchPrograms, newHits} from './matcher.ts';
import {type Folded, fold} from './normalise.ts';
import {joinSpaced} from './spaced.ts';
import {flag, type Tokens, tokenise} from './tokens.ts';
import type {Views} from './views.ts';

/** One text (the draft, the message answered, the words of an image) with everything found in it. */
export interface Document {
	original: string;
	folded: Folded;
	tokens: Tokens;
	facts: Fact[];
	hits: Hits;
}

/** Longer texts than any site takes are cut: checking stays bounded, and the sites refuse them anyway. */
const longestText = 200_000;

/** Reads a text once. `counts` of the policy says whether facts are needed at all. */
export function read(v: Views, text: string, company: Company): Document {
	const original = text.length > longestText ? text.slice(0, longestText) : text;
	const folded = fold(original);
	const tokens = tokenise(v, folded, original);
	if (tokens.singles >= 4) joinSpaced(v, folded.text, tokens);
	const hits = newHits(v.counts[1]!, tokens.count);
	const facts = v.counts[3] ? factsOf({folded, original, company}) : [];
	for (const found of facts) addFact(tokens, hits, found);
	if (v.counts[3]) addWordFacts(tokens, hits, folded, original);
	matchLiterals(v, tokens, hits);
	matchPrograms(v, tokens, hits);
	return {original, folded, tokens, facts, hits};
}

function addFact(tokens: Tokens, hits: Hits, found: Fact): void {
	const first = tokenAt(tokens, found.start);
	let last = first;
	while (last < tokens.count && tokens.start[last]! < found.end) last++;
	if (last > first) addHit(hits, found.kind, first, 1 << Math.min(last - first, longest));
}

/** First word that ends after a place of the folded text. */
export function tokenAt(tokens: Tokens, place: number): number {
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
		const flags = tokens.flags[i]!;
		if (flags & flag.number) addHit(hits, fact.number, i, 2);
		else if (flags & flag.mention) addHit(hits, fact.mention, i, 2);
		else if (flags & flag.link) addHit(hits, fact['link-end'], i, 2);
		else {
			if (flags & flag.hashtag) addHit(hits, fact.hashtag, i, 2);
			if (isName(tokens, i, folded, original)) addHit(hits, fact.name, i, 2);
		}
	}
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

/** Every hit of a set, the longest match at each place, in reading order, none inside another. */
export function spansOf({hits}: Document, set: number): WordSpan[] {
	const all: WordSpan[] = [];
	for (let hit = hits.head[set]!; hit >= 0; hit = hits.next[hit]!)
		all.push({start: hits.at[hit]!, end: hits.at[hit]! + 31 - Math.clz32(hits.mask[hit]!)});
	return all.sort((a, b) => a.start - b.start || b.end - a.end);
}
