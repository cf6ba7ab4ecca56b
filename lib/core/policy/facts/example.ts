import {fact} from '../format.ts';
import {aprInstead, type Example, missingParts, mistakes, paid} from './example-sums.ts';
import {type Fact, type FactInput, mentions} from './fact.ts';
import {numberOf} from './money.ts';

const heading =
	/\brep(?:resentative)?\.? ?ex(?:ample)?\b\.?|\b(?:example|illustration) \(representative\)|\brepresentative (?:finance )?(?:example|illustration|quote)|\b(?:typical|finance|hp|pcp|loan|credit) example\b/;
const sum = '£\\s?(\\d[\\d,]*(?:\\.\\d+)?)';
const gap = '[^£\\d%;.]{0,22}?';
const labels = {
	cash: `(?:cash|otr|on[- ]the[- ]road|vehicle|retail|purchase|car|selling)(?: cash)? price|price|cash(?=:? ?£)`,
	contribution: '(?:(?:deposit )?(?:contribution|allowance)|our(?= £))',
	deposit: '(?:deposit|dep|advance payment|initial payment|upfront payment|down payment)',
	credit:
		'(?:(?:total )?amount of credit|credit amount|total credit|loan amount|amount (?:borrowed|financed|of loan)|total borrowed|balance (?:financed|to finance)|borrow(?:ing)?)',
	final:
		'(?:(?:optional )?(?:final|balloon|last) (?:re)?(?:payment|instalment)|balloon|optional (?:purchase|final) (?:payment|price)|gmfv|guaranteed (?:minimum )?future value)',
	total:
		'(?:total (?:amount )?(?:re)?payable|total (?:to (?:re)?pay|repayment|cost)|(?:re)?payable in total|amount payable|total(?= (?:is |of )?£)|total(?=: ?£))',
} as const;

// "The amount payable would be £200.90 per month" is a repayment, not the total.
const before = (label: string) =>
	new RegExp(
		`\\b${label}\\b${gap}${sum}(?![\\d.,]*\\d| ?(?:per|a|each|every|/) ?(?:calendar )?month| ?pc?m\\b)`,
	);
const after = (label: string) =>
	new RegExp(`${sum} (?:customer |cash |optional |total |your |a )?${label}\\b`);
/** Words of which a label has one: without them nobody has to look for it. */
const words: Record<keyof typeof labels, readonly string[]> = {
	cash: ['price', 'cash'],
	contribution: ['contribution', 'allowance', '+ our'],
	deposit: ['dep', 'payment'],
	credit: ['credit', 'amount', 'borrow', 'balance'],
	final: ['payment', 'instalment', 'balloon', 'price', 'gmfv', 'future'],
	total: ['total', 'payable'],
};
type Label = {words: readonly string[]; patterns: readonly [RegExp, RegExp]};
const labelled = Object.fromEntries(
	Object.entries(labels).map(([role, label]) => [
		role,
		{words: words[role as keyof typeof labels], patterns: [before(`(?:${label})`), after(`(?:${label})`)]},
	]),
) as unknown as Record<keyof typeof labels, Label>;

const counted =
	/(\d{1,3})\s?(?:x\s|x|\*|(?:equal |further )?(?:(monthly|weekly) )?(?:re)?(?:payments?|instalments?|rentals?)(?: of| at)?:?|months? (?:at|of)|x? ?(weeks)(?: at| of)?)\s?£\s?(\d[\d,]*(?:\.\d+)?)/g;
// "£200.90 per month for 48 months" and "over 48 months … £200.90 per month".
const perMonth = /£\s?(\d[\d,]*(?:\.\d+)?) ?(?:per|a|each|every|\/) ?(?:calendar )?month/;
const firstPayment =
	/\b(?:first|1st|initial monthly) (?:monthly )?(?:payment|repayment)s?(?: of)?\s£\s?(\d[\d,]*(?:\.\d+)?)/;
const feeSum = new RegExp(
	`(\\bincl(?:uding|udes|\\.)?(?: the| a)? )?(?:${sum} (?:[a-z-]+ ){0,4}?fees?(?!s|:? ?(?:of )?£)|\\b(?:[a-z-]+ )?fees?(?: of| payable[a-z ]*| is|:)? ?${sum})`,
	'g',
);
const months = /(\d{1,3})[\s-]?(?:months?|mths?|mnths?|m)(?![a-z])/g;
/** "48 monthly payments" last 48 months. */
const monthlyPayments = /(\d{1,3}) (?:equal )?monthly (?:re)?(?:payments|instalments)/;
const weeks = /(\d{2,3}) ?(?:x )?weeks/;
const years = /(?:over|for|term|duration|of agreement)[^\d£%]{0,14}(\d{1,2}) ?(?:years?|yrs?)/;
const rate =
	/(?<![\d.])(\d+(?:\.\d+)?)\s?%(?:\s?(?:p\.?a\.?|per annum|a year))?,?\s?\(?(?:fixed|variable|flat)|(?:rate of interest|interest rate|interest|(?:fixed|variable|flat)(?: annual| borrowing)?(?: rate)?(?: of interest)?|annual rate)[^\d%£]{0,22}(\d+(?:\.\d+)?)\s?%(?! ?apr)/;
const apr =
	/(?<![\d.])(\d+(?:\.\d+)?)\s?%\s?(?:\(?(?:representative|rep|fixed)\.?\)?\s?)?apr|\bapr[^\d%£]{0,22}(\d+(?:\.\d+)?)\s?%/;

/** Reads the example a text gives, or `undefined` if it gives none. */
export function readExample(text: string, lender = false): Example | undefined {
	return read(text, lender).example;
}

/** Also what the text names where that is no example: without a heading, nothing has to be read twice. */
function read(text: string, lender: boolean): {example?: Example; named?: Example} {
	const head = mentions(text, ['rep', 'example']) ? heading.exec(text) : null;
	const found = head ? headed(text, head.index, lender) : parts(text, lender);
	if (head && !(found.apr && found.representative)) Object.assign(found, rateOf(text));
	const enough = [found.cash, found.credit, found.total, found.apr].filter(
		figure => figure !== undefined,
	).length;
	// A heading alone points to an example somewhere else.
	const given = head ? enough + found.payments.length > 0 : enough >= 3 && found.payments.length > 0;
	if (given) return {example: found};
	return head ? {} : {named: found};
}

/** The figures after the heading; or those above it, where the words stand below all that they name. */
function headed(text: string, from: number, lender: boolean): Example {
	const found = parts(text.slice(from), lender);
	if (found.payments.length > 0) return found;
	const whole = parts(text, lender);
	return whole.total !== undefined && whole.credit !== undefined ? whole : found;
}

const isRepresentative = /\brep(?:resentative)?\.?\b(?! ?ex)/;
// "Optional final payment (month 49): £9,450": when, not how much.
const when =
	/\((?:in |at |after |due |payable |paid )?(?:month|payment|year|the end|\d+ months)[^()£%]{0,30}\)/g;
const noDeposit = /\b(?:no|zero|nil|without(?: a)?) (?:customer )?deposit\b/g;
const contributions = /(?:[a-z]+ )?(?:deposit )?(?:contribution|allowance)[^£\d]{0,12}£\s?[\d,.]+\d/g;
const countWords = ['twelve', 'twenty', 'thirty', 'forty', 'sixty'];
const inWords: [RegExp, string][] = [
	[/\b(?:twelve)(?= (?:equal |monthly |payments|instalments|months))/g, '12'],
	[/\b(?:twenty[- ]four)(?= (?:equal |monthly |payments|instalments|months))/g, '24'],
	[/\b(?:thirty[- ]six)(?= (?:equal |monthly |payments|instalments|months))/g, '36'],
	[/\b(?:forty[- ]eight)(?= (?:equal |monthly |payments|instalments|months))/g, '48'],
	[/\b(?:sixty)(?= (?:equal |monthly |payments|instalments|months))/g, '60'],
];

function parts(written: string, lender = false): Example {
	const figures = mentions(written, countWords)
		? inWords.reduce((all, [word, digits]) => all.replace(word, digits), written)
		: written;
	const text = figures.replace(noDeposit, 'deposit £0').replace(when, ' ');
	const contribution = figureOf(text, labelled.contribution);
	// Contributions are named like deposits; without them the customer's own deposit is left.
	const bare = mentions(text, words.contribution) ? text.replace(contributions, ' ') : text;
	const own = figureOf(bare, labelled.deposit);
	const second = own === undefined ? undefined : secondDeposit(bare);
	return compact({
		cash: figureOf(text, labelled.cash),
		contribution: contribution ?? second,
		deposit: own,
		credit: figureOf(text, labelled.credit),
		final: figureOf(text, labelled.final),
		total: figureOf(text, labelled.total),
		payments: paymentsOf(text),
		fee: feesOf(text),
		months: monthsOf(text),
		rate: text.includes('%') ? optionalFigure(rate.exec(text)) : undefined,
		...rateOf(text),
		loan: (lender || /\bloans?\b|\bborrow/.test(text)) && own === undefined,
	});
}

/** The rate, which may stand before the heading, as may the word that it is representative. */
function rateOf(text: string): Pick<Example, 'apr' | 'representative'> {
	const figure = text.includes('%') ? optionalFigure(apr.exec(text)) : undefined;
	const representative = text.includes('rep') && isRepresentative.test(text);
	return figure === undefined ? {representative} : {apr: figure, representative};
}

/** Drops what the text does not say, so that absence is the absence of the key. */
function compact(raw: {[K in keyof Example]: Example[K] | undefined}): Example {
	return Object.fromEntries(
		Object.entries(raw).filter(([, value]) => value !== undefined),
	) as unknown as Example;
}

function figureOf(text: string, {words, patterns: [label, trailing]}: Label): number | undefined {
	if (!mentions(text, words)) return undefined;
	return optionalFigure(label.exec(text) ?? trailing.exec(text));
}

function optionalFigure(match: RegExpExecArray | null): number | undefined {
	const figure = match?.[1] ?? match?.[2];
	return figure === undefined ? undefined : numberOf(figure);
}

const anyDeposit = new RegExp(`\\b${labels.deposit}\\b${gap}${sum}`, 'g');

function secondDeposit(text: string): number | undefined {
	const all = [...text.matchAll(anyDeposit)];
	return all.length > 1 ? numberOf(all[1]![1]!) : undefined;
}

function paymentsOf(text: string): Example['payments'] {
	const all = [...text.matchAll(counted)].map(match => ({
		count: Number(match[1]),
		amount: numberOf(match[4]!),
		weekly: (match[2] ?? match[3] ?? '').startsWith('week'),
	}));
	const first = firstPayment.exec(text);
	if (first) all.unshift({count: 1, amount: numberOf(first[1]!), weekly: false});
	const each = all.length === 0 ? perMonth.exec(text) : null;
	const count = each ? monthsOf(text) : undefined;
	if (each && count) all.push({count, amount: numberOf(each[1]!), weekly: false});
	return all;
}

/** Charges beside the payments; a fee that a payment already includes counts nothing. */
function feesOf(text: string): number {
	let fees = 0;
	if (!text.includes('fee')) return fees;
	for (const match of text.matchAll(feeSum)) if (!match[1]) fees += numberOf(match[2] ?? match[3]!);
	return fees;
}

function monthsOf(text: string): number | undefined {
	const all = [...text.matchAll(months)].map(match => Number(match[1])).filter(n => n >= 6);
	if (all.length > 0) return Math.max(...all);
	const inYears = years.exec(text);
	if (inYears) return Number(inYears[1]) * 12;
	const inWeeks = weeks.exec(text);
	if (inWeeks) return (Number(inWeeks[1]) / 52) * 12;
	return optionalFigure(monthlyPayments.exec(text));
}

/** Customers pay more than the cash price, whatever the text calls it. */
function chargedInterest(text: string, found = parts(text)): Fact[] {
	const {deposit = 0, contribution = 0, final = 0, total} = found;
	const whole = total ?? (found.payments.length > 0 ? paid(found) + final + deposit + contribution : 0);
	if (whole <= 1) return [];
	const cash = found.cash ?? plainPrice(text, found, whole);
	if (cash === undefined || whole <= cash + 1) return [];
	return [{kind: fact['interest-charged'], start: 0, end: text.length, value: whole - cash}];
}

const plainSum =
	/(?<!x ?|@ ?|of )£\s?(\d[\d,]*(?:\.\d+)?)(?! ?(?:x|per|a|each|every|p\/?[cm]|\/|deposit|fee|off|back|cashback|saving))/g;

/** The price of the goods where nobody calls it so: "bike £2,400, 12 x £215". Only if the payments are about its size. */
function plainPrice(text: string, found: Example, whole: number): number | undefined {
	const each = new Set(found.payments.map(part => part.amount));
	const prices = [...text.matchAll(plainSum)]
		.map(match => numberOf(match[1]!))
		.filter(sum => !each.has(sum) && sum !== found.total && sum !== found.deposit);
	const price = Math.max(0, ...prices);
	return price > 0 && whole / price < 1.6 ? price : undefined;
}

// Cheaper than the dozen searches for the parts.
const worthReading = ['example', 'rep ex', 'payable', 'apr', 'instalment', 'payment of', 'payments of'];
const isWorthReading = (text: string) =>
	text.includes('£') && (mentions(text, worthReading) || (text.includes(' x £') && /\d x £/.test(text)));

/** The example as facts: present, incomplete, wrong; all three anchored on its heading. */
export function exampleFacts({folded: {text}, company}: FactInput): Fact[] {
	if (!isWorthReading(text)) return [];
	const {example, named: figures} = read(text, /lender|hcstc|bank/.test(company.profile));
	if (!example) return chargedInterest(text, figures);
	const named = heading.exec(text);
	const head = named ?? apr.exec(text) ?? /\d/.exec(text)!;
	const span = {start: head.index, end: head.index + head[0].trimEnd().length, value: 0};
	const facts: Fact[] = [{kind: fact.example, ...span}];
	const missing = missingParts(example);
	if (!named && missing.length === 0)
		facts.push({kind: fact['example-unnamed'], ...span, detail: 'the words "representative example"'});
	if (missing.length > 0) facts.push({kind: fact['example-incomplete'], ...span, detail: missing.join(', ')});
	const wrong = mistakes(example);
	if (wrong.length > 0)
		facts.push({
			...(wrongApr(text, example, wrong) ?? {start: span.start, end: text.length, value: 0}),
			kind: fact['example-wrong'],
			detail: wrong.join('; '),
		});
	return [...facts, ...chargedInterest(text, example)];
}

/** Where only the APR is wrong: its figure, and what it should be. */
function wrongApr(text: string, example: Example, wrong: readonly string[]) {
	const value = wrong.length === 1 ? aprInstead(example) : undefined;
	const named = value === undefined ? null : apr.exec(text);
	const figure = named?.[1] ?? named?.[2];
	if (value === undefined || !named || figure === undefined || numberOf(figure) !== example.apr) return;
	const start = named.index + named[0].indexOf(figure);
	return {start, end: text.indexOf('%', start) + 1, value};
}
