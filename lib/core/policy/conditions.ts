import {type Document, has, spansOf, type WordSpan} from './document.ts';
import {doc, op, parts} from './format.ts';
import {longest, maskAt} from './hits.ts';
import {flag, type Tokens} from './scan.ts';

/** What conditions may ask about beside the text around a trigger. */
export interface World {
	code: Int32Array;
	documentOf(which: number): Document | undefined;
	fired(rule: number): boolean;
	firesIn(which: number, rule: number): boolean;
	given: ReadonlySet<string>;
	profile: number;
	site: number;
	kind: number;
	/** Visible prefix of a post, in UTF-16 units, before the site's "more". */
	visible: number;
	limit: number;
}

/** True if the condition at `at` holds for a trigger. Conditions are data, see `op`. */
export function holds(world: World, at: number, document: Document, trigger: WordSpan): boolean {
	const {code} = world;
	const what = code[at]!;
	if (what === op.and || what === op.or) return combined(world, at, document, trigger, what === op.and);
	if (what === op.not) return !holds(world, at + 2, document, trigger);
	if (what <= op.around || what === op.over) return nearby(world, at, document, trigger);
	if (what <= op.words) return shape(world, at, document, trigger);
	return outside(world, at, document);
}

function combined(world: World, at: number, document: Document, trigger: WordSpan, all: boolean): boolean {
	const end = at + world.code[at + 1]!;
	for (let child = at + 2; child < end; child += world.code[child + 1]!)
		if (holds(world, child, document, trigger) !== all) return !all;
	return all;
}

function nearby(world: World, at: number, document: Document, trigger: WordSpan): boolean {
	const {code} = world;
	const set = code[at + 2]!;
	const words = code[at + 3]!;
	if (code[at] === op.has) return hasIn(world, words, set);
	if (!has(document, set)) return false;
	if (code[at] === op.over) return found(document, set, trigger.start, trigger.end, false);
	const stop = stops[code[at + 4]!]!;
	if (code[at] === op.before)
		return found(document, set, lowest(document.tokens, trigger, stop, words), trigger.start, true);
	const high = highest(document.tokens, trigger, stop, words);
	if (code[at] === op.after) return found(document, set, trigger.end, high, false);
	return found(document, set, lowest(document.tokens, trigger, stop, words), high, false);
}

function hasIn(world: World, which: number, set: number): boolean {
	if (which !== doc.anywhere) {
		const document = world.documentOf(which);
		return document !== undefined && has(document, set);
	}
	const image = world.documentOf(doc.image);
	return has(world.documentOf(doc.text)!, set) || (image !== undefined && has(image, set));
}

// Of a set that stands everywhere in a long text not all hits are looked through: then the words in question are asked.
const fewHits = 64;

/** A hit that shares a word with `[from, to)`; `inside` wants all of it there. */
function found({hits}: Document, set: number, from: number, to: number, inside: boolean): boolean {
	let hit = hits.head[set]!;
	for (let n = 0; hit >= 0 && n < fewHits; n++) {
		if (reaches(hits.at[hit]!, hits.mask[hit]!, from, to, inside)) return true;
		hit = hits.next[hit]!;
	}
	if (hit < 0) return false;
	for (let at = Math.max(0, inside ? from : from - longest); at < to; at++)
		if (reaches(at, maskAt(hits, set, at), from, to, inside)) return true;
	return false;
}

function reaches(start: number, mask: number, from: number, to: number, inside: boolean): boolean {
	if (start >= to || mask === 0) return false;
	const end = start + 31 - Math.clz32(inside ? mask & -mask : mask);
	return inside ? start >= from && end <= to : end > from;
}

/** Flags of the word that nothing reaches across, by `scope`. */
const stops = [flag.hard, flag.hard | flag.soft, 0];

/** The first word at most `words` before a trigger, in the same sentence or clause. */
function lowest({flags}: Tokens, {start}: WordSpan, stop: number, words: number): number {
	let low = start;
	const end = Math.max(0, start - words);
	while (low > end && !(flags[low]! & stop)) low--;
	return low;
}

/** The end of the words at most `words` after a trigger, in the same sentence or clause. */
function highest({flags, count}: Tokens, {end}: WordSpan, stop: number, words: number): number {
	let high = end;
	const last = Math.min(count, end + words);
	while (high < last && !(flags[high]! & stop)) high++;
	return high;
}

function shape(world: World, at: number, document: Document, trigger: WordSpan): boolean {
	const {code} = world;
	const {tokens} = document;
	if (code[at] === op.quoted) return (tokens.flags[trigger.start]! & flag.quoted) !== 0;
	if (code[at] === op.question) return isQuestion(document, trigger);
	if (code[at] === op.first) return trigger.start < code[at + 2]!;
	if (code[at] === op.words) return tokens.count >= code[at + 2]! && tokens.count <= code[at + 3]!;
	return sums(document, code[at + 2]!, code[at + 3]!, code[at] === op.count);
}

/** At least so many hits apart from each other; or else so many hundredths of all words in such hits. */
function sums(document: Document, set: number, least: number, isCount: boolean): boolean {
	const goal = isCount ? least : (document.tokens.count * least) / 100;
	let sum = 0;
	let end = -1;
	for (const span of spansOf(document, set)) {
		if (span.start >= end) sum += isCount ? 1 : span.end - span.start;
		if (sum >= goal) return true;
		end = Math.max(end, span.end);
	}
	return sum >= goal;
}

function isQuestion({tokens, folded}: Document, trigger: WordSpan): boolean {
	const high = highest(tokens, trigger, flag.hard, tokens.count);
	const from = tokens.end[high - 1] ?? 0;
	const to = high < tokens.count ? tokens.start[high]! : folded.text.length;
	return folded.text.slice(from, Math.min(to, from + 8)).includes('?');
}

function outside(world: World, at: number, document: Document): boolean {
	const {code} = world;
	const value = code[at + 2]!;
	switch (code[at]) {
		case op.kind:
			return (value & (1 << world.kind)) !== 0;
		case op.site:
			return (value & (1 << world.site)) !== 0;
		case op.profile:
			return (value & (1 << world.profile)) !== 0;
		case op.given:
			return world.given.has(parts[value]!);
		case op.rule:
			return world.fired(value);
		case op.docRules:
			return code.slice(at + 3, at + code[at + 1]!).some(rule => world.firesIn(value, rule));
		default:
			return layout(world, at, document);
	}
}

/** Below the fold, or too long for the site. */
function layout(world: World, at: number, document: Document): boolean {
	const {code} = world;
	if (code[at] === op.lengthOver) return document.original.length > world.limit - code[at + 3]!;
	const set = code[at + 2]!;
	const spans = spansOf(document, set);
	const first = spans[0];
	if (!first) return false;
	const {folded, tokens} = document;
	const start = tokens.start[first.start]!;
	return (folded.from ? folded.from[start]! : start) >= world.visible;
}
