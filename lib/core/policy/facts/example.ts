import {fact} from '../format.ts';
import {type Flow, solveApr} from './apr.ts';
import {type Fact, type FactInput, mentions} from './fact.ts';
import {numberOf} from './money.ts';

/** The parts of a representative example (CONC 3.5.5R), as far as the text names them. Sums in pounds. */
export interface Example {
	cash?: number;
	deposit?: number;
	contribution?: number;
	credit?: number;
	payments: {count: number; amount: number; weekly: boolean}[];
	final?: number;
	fee: number;
	total?: number;
	months?: number;
	rate?: number;
	apr?: number;
	representative: boolean;
	/** Money lent for no particular goods: there is no cash price to show. */
	loan: boolean;
}

const heading =
	/\brep(?:resentative)?\.? ?ex(?:ample)?\b\.?|\b(?:example|illustration) \(representative\)|\brepresentative (?:finance )?(?:example|illustration|quote)|\b(?:typical|finance|hp|pcp|loan|credit) example\b/;
const sum = '£\\s?(\\d[\\d,]*(?:\\.\\d+)?)';
const gap = '[^£\\d%;.]{0,22}?';
const labels = {
	cash: `(?:cash|otr|on[- ]the[- ]road|vehicle|retail|purchase|car|selling)(?: cash)? price|price`,
	contribution: '(?:deposit )?(?:contribution|allowance)',
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
const patterns = Object.fromEntries(
	Object.entries(labels).map(([role, label]) => [role, [before(`(?:${label})`), after(`(?:${label})`)]]),
) as unknown as Record<keyof typeof labels, [RegExp, RegExp]>;

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
	const part = head ? text.slice(head.index) : text;
	const found = parts(part, lender);
	const enough = [found.cash, found.credit, found.total, found.apr].filter(
		figure => figure !== undefined,
	).length;
	// A heading alone points to an example somewhere else.
	const given = head ? enough + found.payments.length > 0 : enough >= 3 && found.payments.length > 0;
	if (given) return {example: found};
	return head ? {} : {named: found};
}

const noDeposit = /\b(?:no|zero|nil|without(?: a)?) (?:customer )?deposit\b/g;
const inWords: [RegExp, string][] = [
	[/\b(?:twelve)(?= (?:equal |monthly |payments|instalments|months))/g, '12'],
	[/\b(?:twenty[- ]four)(?= (?:equal |monthly |payments|instalments|months))/g, '24'],
	[/\b(?:thirty[- ]six)(?= (?:equal |monthly |payments|instalments|months))/g, '36'],
	[/\b(?:forty[- ]eight)(?= (?:equal |monthly |payments|instalments|months))/g, '48'],
	[/\b(?:sixty)(?= (?:equal |monthly |payments|instalments|months))/g, '60'],
];

function parts(written: string, lender = false): Example {
	const figures = inWords.reduce((all, [word, digits]) => all.replace(word, digits), written);
	const text = figures.replace(noDeposit, 'deposit £0');
	const contribution = figureOf(text, patterns.contribution);
	// Contributions are named like deposits; without them the customer's own deposit is left.
	const bare = text.replace(
		/(?:[a-z]+ )?(?:deposit )?(?:contribution|allowance)[^£\d]{0,12}£\s?[\d,.]+\d/g,
		' ',
	);
	const own = figureOf(bare, patterns.deposit);
	const second = own === undefined ? undefined : secondDeposit(bare);
	return compact({
		cash: figureOf(text, patterns.cash),
		contribution: contribution ?? second,
		deposit: own,
		credit: figureOf(text, patterns.credit),
		final: figureOf(text, patterns.final),
		total: figureOf(text, patterns.total),
		payments: paymentsOf(text),
		fee: feesOf(text),
		months: monthsOf(text),
		rate: text.includes('%') ? optionalFigure(rate.exec(text)) : undefined,
		apr: text.includes('%') ? optionalFigure(apr.exec(text)) : undefined,
		representative: text.includes('rep') && /\brep(?:resentative)?\.?\b(?! ?ex)/.test(text),
		loan: (lender || /\bloans?\b|\bborrow/.test(text)) && own === undefined,
	});
}

/** Drops what the text does not say, so that absence is the absence of the key. */
function compact(raw: {[K in keyof Example]: Example[K] | undefined}): Example {
	return Object.fromEntries(
		Object.entries(raw).filter(([, value]) => value !== undefined),
	) as unknown as Example;
}

function figureOf(text: string, [label, trailing]: [RegExp, RegExp]): number | undefined {
	return optionalFigure(label.exec(text) ?? trailing.exec(text));
}

function optionalFigure(match: RegExpExecArray | null): number | undefined {
	const figure = match?.[1] ?? match?.[2];
	return figure === undefined ? undefined : numberOf(figure);
}

function secondDeposit(text: string): number | undefined {
	const all = [...text.matchAll(new RegExp(`\\b${labels.deposit}\\b${gap}${sum}`, 'g'))];
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
	return inWeeks ? (Number(inWeeks[1]) / 52) * 12 : undefined;
}

/** Names of the parts CONC 3.5.5R asks for that the example lacks. */
export function missingParts(e: Example): string[] {
	const missing: string[] = [];
	if (e.rate === undefined && e.apr !== 0) missing.push('rate of interest, fixed or variable');
	if (e.credit === undefined) missing.push('total amount of credit');
	if (e.apr === undefined || !e.representative) missing.push('representative APR');
	if (e.cash === undefined && !e.loan) missing.push('cash price');
	if (e.deposit === undefined && e.cash !== undefined && e.cash !== e.credit) missing.push('deposit');
	if (e.months === undefined) missing.push('duration');
	if (e.total === undefined) missing.push('total amount payable');
	if (e.payments.length === 0) missing.push('amount of each repayment');
	return missing;
}

/** What does not add up, in words with the recomputed figure. Sums within £1, the APR within half a point. */
export function mistakes(e: Example): string[] {
	return [creditMistake(e), totalMistake(e), countMistake(e), aprMistake(e)].filter(
		text => text !== undefined,
	);
}

const off = (a: number, b: number) => Math.abs(a - b) > 1;
const pounds = (value: number) => `£${value.toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;

function creditMistake({cash, deposit = 0, contribution = 0, credit}: Example): string | undefined {
	if (cash === undefined || credit === undefined) return;
	const right = cash - deposit - contribution;
	if (off(credit, right) && off(credit, cash - deposit)) return `amount of credit should be ${pounds(right)}`;
}

const paid = (e: Example) => e.payments.reduce((all, part) => all + part.count * part.amount, 0);

function totalMistake(e: Example): string | undefined {
	if (e.total === undefined || e.payments.length === 0) return;
	const {deposit = 0, contribution = 0, final = 0, fee, total} = e;
	const repayable = paid(e) + final;
	const own = [0, deposit, contribution, deposit + contribution];
	const fits = own.some(first => !off(total, repayable + first) || !off(total, repayable + first + fee));
	if (!fits) return `total amount payable should be ${pounds(repayable + fee + deposit + contribution)}`;
}

function countMistake(e: Example): string | undefined {
	const count = e.payments.reduce((all, part) => all + part.count, 0);
	if (e.months === undefined || count === 0 || e.payments.some(part => part.weekly)) return;
	if (Math.abs(e.months - count) > 1) return `${count} payments do not fit ${Math.round(e.months)} months`;
}

function aprMistake(e: Example): string | undefined {
	if (e.apr === undefined) return;
	const flows = flowsOf(e);
	const solved = e.credit === undefined || flows.length === 0 ? undefined : solveApr(e.credit, flows);
	if (solved !== undefined && Math.abs(solved - e.apr) > 0.5)
		return `these payments give ${solved.toFixed(1)}% APR`;
	if (e.rate !== undefined && e.rate > e.apr + 0.05 && e.apr > 0)
		return 'the APR cannot be below the rate of interest';
}

function flowsOf(e: Example): Flow[] {
	const flows: Flow[] = [];
	let n = 0;
	for (const part of e.payments) {
		for (let i = 0; i < Math.min(part.count, 600); i++)
			flows.push({amount: part.amount, years: ++n / (part.weekly ? 52 : 12)});
	}
	if (flows.length === 0) return flows;
	const last = flows[flows.length - 1]!.years;
	if (e.final) flows.push({amount: e.final, years: e.months && e.months > n ? e.months / 12 : last});
	if (e.fee) flows.push({amount: e.fee, years: flows[flows.length - 1]!.years});
	return flows;
}

/** Customers pay more than the cash price, whatever the text calls it. */
function chargedInterest(text: string, found = parts(text)): Fact[] {
	const {deposit = 0, contribution = 0, final = 0, total} = found;
	const whole = total ?? (found.payments.length > 0 ? paid(found) + final + deposit + contribution : 0);
	const cash = found.cash ?? plainPrice(text, found, whole);
	if (cash === undefined || whole <= cash + 1) return [];
	return [{kind: fact['interest-charged'], start: 0, end: text.length, value: whole - cash}];
}

const plainSum =
	/(?<!x ?|@ ?|of )£\s?(\d[\d,]*(?:\.\d+)?)(?! ?(?:x|per|a|each|every|p\/?[cm]|\/|deposit|fee|off|back|cashback|saving))/g;

/** The price of the goods where nobody calls it so: "bike £2,400, 12 x £215". Only if the payments are about its size. */
function plainPrice(text: string, found: Example, whole: number): number | undefined {
	const each = found.payments.map(part => part.amount);
	const prices = [...text.matchAll(plainSum)]
		.map(match => numberOf(match[1]!))
		.filter(sum => !each.includes(sum) && sum !== found.total && sum !== found.deposit);
	const price = Math.max(0, ...prices);
	return price > 0 && whole / price < 1.6 ? price : undefined;
}

// Cheaper than the dozen searches for the parts.
const worthReading = /example|rep ex|payable|repayable|apr|instalment|payments? of|\d x £/;

/** The example as facts: present, incomplete, wrong; all three anchored on its heading. */
export function exampleFacts({folded: {text}, company}: FactInput): Fact[] {
	if (!text.includes('£') || !worthReading.test(text)) return [];
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
			kind: fact['example-wrong'],
			start: span.start,
			end: text.length,
			value: 0,
			detail: wrong.join('; '),
		});
	return [...facts, ...chargedInterest(text, example)];
}
