import {holds} from './conditions.ts';
import {type Document, has, spansOf, type WordSpan} from './document.ts';
import type {Candidate} from './findings.ts';
import {doc, ruleField, ruleFlag, ruleSize, whole} from './format.ts';
import {addHit, longest} from './hits.ts';
import {type Session, within} from './session.ts';

const none: readonly never[] = [];

/** The places where a rule finds something in a document. */
export function candidates(session: Session, rule: number, document: Document): readonly Candidate[] {
	const {code, rule: record} = session.engine.views;
	const at = rule * ruleSize;
	let found: readonly Candidate[] = none;
	let block = record[at + ruleField.blocks]!;
	for (let n = record[at + ruleField.count]!; n > 0; n--) {
		if (mayTrigger(code, block, document)) {
			if (code[block + 1] !== whole && code[block] === doc.text) session.weighed.add(rule);
			const more = foundBy(session, rule, block, document);
			if (more.length > 0) found = [...found, ...more];
		}
		block += 5 + code[block + 6]!;
	}
	if (found.length === 0) return none;
	session.fired.add(rule);
	return reduced(found, (record[at + ruleField.flags]! & ruleFlag.first) !== 0);
}

function foundBy(session: Session, rule: number, block: number, document: Document): Candidate[] {
	const {code} = session.engine.views;
	const set = code[block + 1]!;
	const severity = code[block + 2]!;
	const confidence = code[block + 3]!;
	return matching(session, block, document).map(span => ({rule, span, severity, confidence, set}));
}

const matching = (session: Session, block: number, own: Document) =>
	triggers(session, block, own).filter(span => holds(session.world, block + 5, own, span));

// A draft with more hits of one kind is told enough by the first ones; checking stays linear in the text.
const mostTriggers = 200;

/** False at once for most: words that are nowhere in the text. */
function mayTrigger(code: Int32Array, block: number, own: Document): boolean {
	return code[block] !== doc.text || code[block + 1] === whole || has(own, code[block + 1]!);
}

function triggers({engine, document}: Session, block: number, own: Document): readonly WordSpan[] {
	const {code} = engine.views;
	const where = code[block]!;
	const set = code[block + 1]!;
	if (where === doc.text && set !== whole) {
		const spans = spansOf(own, set);
		return spans.length > mostTriggers ? spans.slice(0, mostTriggers) : spans;
	}
	const everything = [{start: 0, end: own.tokens.count}];
	if (set === whole) return everything;
	// A trigger outside the draft (an image, the message answered) marks the whole draft.
	const other = document(where);
	return other && has(other, set) ? everything : none;
}

/** Overlapping places of one rule become the longest; an omission is told once. */
export function reduced(found: readonly Candidate[], firstOnly: boolean): Candidate[] {
	const sorted = found.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
	const kept: Candidate[] = [];
	for (const one of sorted) {
		const last = kept.at(-1);
		if (!last || one.span.start >= last.span.end) kept.push(one);
		else if (one.severity < last.severity || one.confidence < last.confidence)
			kept[kept.length - 1] = {
				...one,
				span: {start: last.span.start, end: Math.max(last.span.end, one.span.end)},
			};
	}
	return firstOnly ? kept.slice(0, 1) : kept;
}

/** Sets that have conditions, found once all patterns of a text are known. */
export function addConcepts(session: Session, own: Document): void {
	const {concept, code} = session.engine.views;
	for (let c = 0; c < concept.length; c += 3) {
		let block = concept[c + 1]!;
		for (let n = concept[c + 2]!; n > 0; n--) {
			if (mayTrigger(code, block, own)) addConcept(session, concept[c]!, block, own);
			block += 5 + code[block + 6]!;
		}
	}
}

function addConcept(session: Session, set: number, block: number, own: Document): void {
	for (const {start, end} of within(session, own, () => matching(session, block, own)))
		addHit(own.hits, set, start, 1 << Math.min(end - start, longest));
}

/** True if a rule would fire on another text, as if that were the draft. */
export function firesIn(session: Session, which: number, rule: number): boolean {
	const document = session.document(which);
	if (!document || session.rules.has[rule] !== 1) return false;
	const apart = {...session, fired: new Set<number>()};
	return within(session, document, () => candidates(apart, rule, document).length > 0);
}
