import type {Company} from '../company.ts';
import {fact} from '../format.ts';
import {asTyped, each, type Fact, type FactInput} from './fact.ts';

// Each postcode has it, and few texts do.
const letterAndDigit = /[a-z]\d/;
const postcode = /(?<![\w])(?:[a-z]{1,2}\d{1,2}|[a-z]{1,2}\d[a-z]) ?\d[abd-hjlnp-uw-z]{2}(?![\w])/g;
const streetWord =
	'street|st|road|rd|lane|ln|avenue|ave|drive|close|way|place|court|crescent|walk|row|quay|quayside|gardens|grove|terrace|square|hill|parade|wharf|yard|mews|gate|park|estate|house|industrial estate|retail park|business park|boulevard|blvd|view|rise|mount|croft|fold|cottages|meadow|meadows|fields|orchard|chase|heights|villas|garth|brow|vale|dene|mead|crofts|wynd|loan|brae';
const street = new RegExp(
	`(?<![\\d.,£$])(?:flat |unit |no\\.? ?)?\\d{1,4}[a-z]?(?:-\\d{1,4})?,? (?:[a-z][a-z'.-]+ ){1,3}(?:${streetWord})\\b|(?<![\\d.,£$])\\d{1,4} [a-z]{3,}(?:gate|side|quay)\\b`,
	'g',
);

/** Streets, postcodes, and addresses made of them; the company's own is told apart. */
export function addressFacts(input: FactInput): Fact[] {
	const {text} = input.folded;
	const found: Fact[] = [];
	const add = (kind: number, start: number, length: number) =>
		found.push({kind, start, end: start + length, value: 0});
	each(street, text, match => add(fact.street, match.index, match[0].length));
	if (letterAndDigit.test(text))
		postcodes(
			input,
			found.map(({start}) => start),
			add,
		);
	ownAddress(text, input.company, add);
	return found;
}

type Add = (kind: number, start: number, length: number) => void;

function postcodes(input: FactInput, streets: readonly number[], add: Add): void {
	const {text} = input.folded;
	let nearest = 0;
	each(postcode, text, match => {
		const typed = asTyped(input, match.index, match.index + match[0].length);
		if (typed !== typed.toUpperCase() && !/\s/.test(typed)) return;
		add(fact.postcode, match.index, match[0].length);
		while (match.index - streets[nearest]! >= 90) nearest++;
		const near = streets[nearest]! < match.index ? streets[nearest] : undefined;
		const start = near ?? lineBefore(text, match.index);
		if (start >= 0) add(fact.address, start, match.index + match[0].length - start);
	});
}

/** Where what looks like the rest of an address begins before its postcode; -1 if nothing does. */
function lineBefore(text: string, end: number): number {
	const line = /(?:\d[^.!?\n]{0,60}|,[^.!?\n,]{2,30})[ ,]$/.exec(text.slice(Math.max(0, end - 70), end));
	return line ? Math.max(0, end - line[0].length) : -1;
}

/** The company's address as a folded text would have it. */
interface Own {
	address: string;
	line: string;
	code: string | undefined;
}

// Companies are few, and live as long as their policy.
const known = new WeakMap<Company, Own>();

function ownOf(company: Company): Own {
	const before = known.get(company);
	if (before) return before;
	const address = company.address.toLowerCase().trim();
	const code = /[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}/.exec(address)?.[0];
	const own = {address, line: address.split(',')[0]!, code};
	known.set(company, own);
	return own;
}

function ownAddress(text: string, company: Company, add: Add): void {
	const {address, line, code} = ownOf(company);
	if (address.length < 8) return;
	const at = text.indexOf(address);
	const found = at >= 0 ? at : code && text.includes(code) && text.includes(line) ? text.indexOf(line) : -1;
	if (found < 0) return;
	add(fact.address, found, line.length);
	add(fact['own-address'], found, line.length);
}
