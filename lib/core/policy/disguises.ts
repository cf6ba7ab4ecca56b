import {type Document, factsOfKind, type WordSpan} from './document.ts';
import {type Candidate, reduced} from './findings.ts';
import {ruleField, ruleFlag, ruleSize, whole} from './format.ts';
import {flag} from './scan.ts';
import {isSpelling} from './spelling.ts';
import type {Engine} from './views.ts';

/** Disguised words are findings of their own, but only where they carry another rule's words. */
export function disguises(engine: Engine, own: Document, found: readonly Candidate[]): Candidate[] {
	const {rule: record, code} = engine.views;
	const flagged = (rule: number, bit: number) => (record[rule * ruleSize + ruleField.flags]! & bit) !== 0;
	const places = found
		.filter(({rule, set}) => set !== whole && !flagged(rule, ruleFlag.route))
		.map(one => disguisedIn(own, one))
		.filter(span => span !== undefined);
	if (places.length === 0) return [];
	const hidden: Candidate[] = [];
	for (let rule = 0; rule < engine.rules; rule++) {
		if (!flagged(rule, ruleFlag.disguised)) continue;
		const block = record[rule * ruleSize + ruleField.blocks]!;
		const [severity, confidence] = [code[block + 2]!, code[block + 3]!];
		for (const span of places) hidden.push({rule, span, severity, confidence, set: whole});
	}
	return reduced(hidden, false);
}

function disguisedIn(own: Document, one: Candidate): WordSpan | undefined {
	const {tokens} = own;
	const {span} = one;
	let start = -1;
	let end = -1;
	for (let i = span.start; i < span.end; i++) {
		if (!(tokens.flags[i]! & flag.disguised) || isSpelling(own, i)) continue;
		if (start < 0) start = i;
		end = i + 1;
	}
	return start < 0 ? disguisedFact(own, one) : {start, end};
}

/** A figure that was written to be overlooked, such as a number with letters for noughts. */
function disguisedFact(document: Document, {set, span}: Candidate): WordSpan | undefined {
	const {start, end} = document.tokens;
	const from = start[span.start] ?? 0;
	const to = end[span.end - 1] ?? 0;
	const isHidden = factsOfKind(document, set).some(own => own.disguised && own.start < to && own.end > from);
	return isHidden ? span : undefined;
}
