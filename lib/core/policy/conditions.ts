import {type Document, has, spansOf, type WordSpan} from './document.ts';
import {doc, op, parts, scope} from './format.ts';
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
	const [low, high] = bounds(document.tokens, trigger, code[at + 4]!);
	if (code[at] === op.before)
		return found(document, set, Math.max(low, trigger.start - words), trigger.start, true);
	if (code[at] === op.after)
		return found(document, set, trigger.end, Math.min(high, trigger.end + words), false);
	if (code[at] === op.over) return found(document, set, trigger.start, trigger.end, false);
	return found(
		document,
		set,
		Math.max(low, trigger.start - words),
		Math.min(high, trigger.end + words),
		false,
	);
}

function hasIn(world: World, which: number, set: number): boolean {
	if (which !== doc.anywhere) {
		const document = world.documentOf(which);
		return document !== undefined && has(document, set);
	}
	const image = world.documentOf(doc.image);
	return has(world.documentOf(doc.text)!, set) || (image !== undefined && has(image, set));
}

/** A hit that shares a word with `[from, to)`; `inside` wants all of it there. */
function found({hits}: Document, set: number, from: number, to: number, inside: boolean): boolean {
	for (let hit = hits.head[set]!; hit >= 0; hit = hits.next[hit]!) {
		const start = hits.at[hit]!;
		if (start >= to) continue;
		const mask = hits.mask[hit]!;
		const end = start + 31 - Math.clz32(inside ? mask & -mask : mask);
		if (inside ? start >= from && end <= to : end > from) return true;
	}
	return false;
}

function bounds(tokens: Tokens, trigger: WordSpan, reach: number): [number, number] {
	if (reach === scope.text) return [0, tokens.count];
	const stop = reach === scope.clause ? flag.hard | flag.soft : flag.hard;
	let low = trigger.start;
	while (low > 0 && !(tokens.flags[low]! & stop)) low--;
	let high = trigger.end;
	while (high < tokens.count && !(tokens.flags[high]! & stop)) high++;
	return [low, high];
}

function shape(world: World, at: number, document: Document, trigger: WordSpan): boolean {
	const {code} = world;
	const {tokens} = document;
	if (code[at] === op.quoted) return (tokens.flags[trigger.start]! & flag.quoted) !== 0;
	if (code[at] === op.question) return isQuestion(document, trigger);
	if (code[at] === op.first) return trigger.start < code[at + 2]!;
	if (code[at] === op.words) return tokens.count >= code[at + 2]! && tokens.count <= code[at + 3]!;
	const spans = separate(spansOf(document, code[at + 2]!));
	if (code[at] === op.count) return spans.length >= code[at + 3]!;
	const covered = spans.reduce((sum, span) => sum + span.end - span.start, 0);
	return covered * 100 >= tokens.count * code[at + 3]!;
}

function separate(spans: WordSpan[]): WordSpan[] {
	let end = -1;
	return spans.filter(span => {
		const apart = span.start >= end;
		end = Math.max(end, span.end);
		return apart;
	});
}

function isQuestion({tokens, folded}: Document, trigger: WordSpan): boolean {
	const [, high] = bounds(tokens, trigger, scope.sentence);
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
