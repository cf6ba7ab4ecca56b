import type {CheckInput} from './check-input.ts';
import {type Document, factsOfKind, type WordSpan} from './document.ts';
import type {Finding} from './finding.ts';
import {type FixText, fixFor} from './fix.ts';
import {confidences, ruleField, ruleFlag, ruleSize, severities} from './format.ts';
import {originalSpan} from './normalise.ts';
import {ascii, type Engine} from './views.ts';

/** A place where a rule holds, before it is put into words. */
export interface Candidate {
	rule: number;
	span: WordSpan;
	severity: number;
	confidence: number;
	/** The set that triggered, for the details of a fact. */
	set: number;
	/** Spoken for by the words as a whole, not found by a pattern. */
	learned?: true;
}

/** What a rule says, as stored in the policy. */
export interface RuleText {
	id: string;
	pack: string;
	message: string;
	why: string;
	say?: string;
	fixes?: readonly FixText[];
}

/** Findings in reading order. */
export function findingsFor(
	engine: Engine,
	input: CheckInput,
	document: Document,
	found: Candidate[],
): Finding[] {
	const findings = found.map(candidate => findingFor(engine, input, document, candidate));
	return findings.sort((a, b) => a.start - b.start || b.end - a.end || (a.rule < b.rule ? -1 : 1));
}

function findingFor(engine: Engine, input: CheckInput, document: Document, candidate: Candidate): Finding {
	const text = textOf(engine, candidate.rule);
	const [start, end] = spanOf(document, candidate);
	const fill = (template: string) => filled(template, input, document, candidate);
	// Wording that is only a company setting is none while the setting is empty.
	const say = text.say && fill(text.say).trim();
	// What is put in the place of a pattern's words fits those words only.
	const offered = (text.fixes ?? []).filter(fix => !candidate.learned || !('replace' in fix || fix.remove));
	const fixes = offered.map(fix => fixFor(fix, input.text, start, end, fill));
	const flags = engine.views.rule[candidate.rule * ruleSize + ruleField.flags]!;
	return {
		rule: text.id,
		pack: text.pack,
		severity: severities[candidate.severity]!,
		confidence: confidences[candidate.confidence]!,
		start,
		end,
		message: fill(text.message),
		why: candidate.learned
			? `${text.why} Not a set phrase: drafts with words like these were against this rule.`
			: text.why,
		...(say ? {say} : {}),
		fixes: fixes.filter(fix => fix !== undefined),
		...(flags & ruleFlag.route ? {route: true as const} : {}),
	};
}

// Decoded when a rule first fires; policies are few and live as long as the page.
const decoded = new WeakMap<Uint8Array, RuleText[]>();

function textOf({views: {metaAt, meta}}: Engine, rule: number): RuleText {
	const texts = decoded.get(meta) ?? [];
	decoded.set(meta, texts);
	texts[rule] ??= JSON.parse(ascii(meta.subarray(metaAt[rule]!, metaAt[rule + 1]!))) as RuleText;
	return texts[rule];
}

function spanOf(document: Document, {span, set}: Candidate): [number, number] {
	const {tokens, folded, original} = document;
	if (tokens.count === 0 || span.end <= span.start) return trimmed(original, 0, original.length);
	const from = tokens.start[span.start]!;
	const to = tokens.end[span.end - 1]!;
	// A fact knows its own edges: the sign of a sum, the plus of a number, the marks behind a word.
	const own = factsOfKind(document, set).find(found => found.start < to && found.end > from);
	const first = own ? own.start : signBefore(folded.text, from);
	const [start, end] = originalSpan(folded, first, own ? own.end : to);
	return trimmed(original, start, original[end] === '%' ? end + 1 : end);
}

function signBefore(text: string, from: number): number {
	let at = from;
	while (at > 0 && '£$€+'.includes(text[at - 1]!)) at--;
	return at;
}

function trimmed(text: string, start: number, end: number): [number, number] {
	let from = start;
	let to = end;
	while (from < to && /\s/.test(text[from]!)) from++;
	while (to > from && /\s/.test(text[to - 1]!)) to--;
	return [from, to];
}

function detailOf(document: Document, {set, span}: Candidate): string {
	const start = document.tokens.start[span.start] ?? 0;
	return factsOfKind(document, set).find(found => found.detail && found.end > start)?.detail ?? '';
}

/** The figure that should stand there, where code knows it. */
function figureOf(document: Document, {set, span}: Candidate): string | undefined {
	const start = document.tokens.start[span.start] ?? 0;
	const known = factsOfKind(document, set).find(found => found.value > 0 && found.end > start);
	return known?.value.toFixed(1);
}

function filled(template: string, {company}: CheckInput, document: Document, candidate: Candidate): string {
	if (!template.includes('{')) return template;
	return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
		if (name === 'detail') return detailOf(document, candidate);
		if (name === 'figure') return figureOf(document, candidate) ?? whole;
		const value = company[name as 'statusLine' | 'address' | 'legalName'];
		return typeof value === 'string' ? value : whole;
	});
}

/** Overlapping places of one rule become the longest; an omission is told once. */
export function reduced(found: Candidate[], firstOnly: boolean): Candidate[] {
	const sorted = found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
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
