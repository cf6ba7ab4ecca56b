import type {Company} from '../company.ts';
import {fact} from '../format.ts';
import {each, type Fact, type FactInput, mentions} from './fact.ts';
import {numberOf} from './money.ts';

const pound = '£\\s?(\\d[\\d,]*(?:\\.\\d+)?)';
const was = new RegExp(
	`\\b(?:was|were|asking|advertised at|listed at|priced at|rrp|when new|price when new|new price|originally|list(?: price)?|reduced from|down from)[^£.\\d]{0,14}${pound}`,
);
const now = new RegExp(
	`\\b(?:now|from|to|only|just|our price|sale price|today|it's|it is)[^£.\\d]{0,8}${pound}`,
	'g',
);
const save = new RegExp(
	`\\b(?:sav(?:e|es|ing)|off|reduc(?:ed|tion)(?: by| of)?)[^£.\\d]{0,12}${pound}|${pound} (?:off|saving|less|discount|cheaper|better off|in your pocket|back in your pocket)`,
);

// One of these is in whatever `save` finds.
const saved = ['sav', 'off', 'reduc', 'less', 'discount', 'cheaper', 'pocket'];

/** Names, company lists, and the sum of "was … now … save". */
export function otherFacts(input: FactInput): Fact[] {
	const {text} = input.folded;
	return [...lists(text, input.company), ...saving(text), ...shouting(input)];
}

function lists(text: string, company: Company): Fact[] {
	const found: Fact[] = [];
	const add = (kind: number, names: readonly string[]) => {
		for (const name of names)
			if (name.length > 1)
				eachName(text, name.toLowerCase(), start =>
					found.push({kind, start, end: start + name.length, value: 0}),
				);
	};
	add(fact.staff, company.staff);
	add(fact.competitor, company.competitors);
	add(fact.lender, company.lenders);
	return found;
}

function eachName(text: string, name: string, use: (start: number) => void): void {
	for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
		const inWord = /[a-z0-9]/.test(text[at - 1] ?? ' ') || /[a-z0-9]/.test(text[at + name.length] ?? ' ');
		if (!inWord) use(at);
	}
}

function saving(text: string): Fact[] {
	if (!text.includes('£') || !mentions(text, saved)) return [];
	const before = was.exec(text);
	const less = before && save.exec(text);
	if (!before || !less) return [];
	const old = numberOf(before[1]!);
	const claimed = numberOf((less[1] ?? less[2])!);
	const prices: number[] = [];
	each(now, text, match => prices.push(numberOf(match[1]!)));
	const price = prices.filter(value => value < old && value !== claimed);
	if (price.length === 0) return [];
	const right = price.some(value => Math.abs(old - value - claimed) < 1);
	const kind = right ? fact['saving-right'] : fact['saving-wrong'];
	return [
		{
			kind,
			start: less.index,
			end: less.index + less[0].length,
			value: claimed,
			detail: `£${old - price[0]!}`,
		},
	];
}

function shouting({folded, original}: FactInput): Fact[] {
	const found: Fact[] = [];
	if (isShouted(original)) found.push({kind: fact.caps, start: 0, end: folded.text.length, value: 0});
	each(/!{3,}/g, folded.text, match => {
		const word = /\S+\s*$/.exec(folded.text.slice(Math.max(0, match.index - 40), match.index));
		found.push({
			kind: fact.bangs,
			start: match.index - (word ? word[0].length : 0),
			end: match.index + match[0].length,
			value: 0,
		});
	});
	return found;
}

/** Short words in capitals are names (SUV, TDI, BMW); a shout has longer ones, and is mostly capitals. */
function isShouted(text: string): boolean {
	if (!hasCapitals(text) || (text.match(/\b\p{Lu}{4,}\b/gu)?.length ?? 0) < 3) return false;
	const letters = text.match(/\p{L}/gu)!.length;
	const capitals = text.match(/\p{Lu}/gu)!.length;
	return letters >= 25 && capitals * 10 >= letters * 6;
}

/** Four capitals, or letters beyond ASCII, in a row: looked for at every fourth place, where a search by pattern reads them all. */
function hasCapitals(text: string): boolean {
	for (let i = 3; i < text.length; i += 4) {
		if (!isCapital(text.charCodeAt(i))) continue;
		let start = i;
		while (start > i - 3 && isCapital(text.charCodeAt(start - 1))) start--;
		let end = i + 1;
		while (end < start + 4 && isCapital(text.charCodeAt(end))) end++;
		if (end - start === 4) return true;
	}
	return false;
}

const isCapital = (code: number) => (code >= 65 && code <= 90) || code >= 128;
