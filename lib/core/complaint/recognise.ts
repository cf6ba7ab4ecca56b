/**
 * Is a message a complaint? The company's own rules say so: one of them would object to an answer that says nothing
 * (docs/adr/0222). Pure, and in the page: no word of the thread leaves the browser.
 */
import type {CheckInput} from '../policy/check-input.ts';
import type {Company} from '../policy/company.ts';
import {identifierFacts} from '../policy/facts/identifiers.ts';
import type {Finding} from '../policy/finding.ts';
import {fact} from '../policy/format.ts';
import {fold, originalSpan, releaseFolded} from '../policy/normalise.ts';

/** Of the packs: an answer to a complaint needs a private route. A company's workflow may name others. */
export const complaintRules: readonly string[] = ['CUS-01'];

const nothing = 'Noted.';

export function isComplaint(
	input: Omit<CheckInput, 'text'>,
	check: (input: CheckInput) => readonly Finding[],
	rules: readonly string[] = complaintRules,
): boolean {
	if (!input.context.inReplyTo) return false;
	return check({...input, text: nothing}).some(({rule}) => rules.includes(rule));
}

export const plateWords = '[number plate]';

/** The same without registration marks, and whether there was one. */
export function withoutPlates(text: string, company: Company): {text: string; found: boolean} {
	const folded = fold(text);
	const plates = identifierFacts({folded, original: text, company}).filter(({kind}) => kind === fact.plate);
	const spans = plates.map(({start, end}) => originalSpan(folded, start, end)).sort(([a], [b]) => b - a);
	releaseFolded(folded);
	const masked = spans.reduce(
		(words, [start, end]) => words.slice(0, start) + plateWords + words.slice(end),
		text,
	);
	return {text: masked, found: spans.length > 0};
}
