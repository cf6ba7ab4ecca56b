import {fact} from '../format.ts';
import {each, type Fact, mentions} from './fact.ts';

const small =
	'zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const digit = 'one|two|three|four|five|six|seven|eight|nine';
const tens =
	'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
// "two hundred and ten", "a couple of hundred", "two nine nine", "two thirty-five", "a ton" (a hundred in trade talk).
const spoken = `(?:(?:${digit})[ -](?:${tens})(?:[ -](?:${digit}))?(?![ -](?:hundred|thousand|grand))|(?:(?:${small}|an?)[ -]?(?:(?:${small})[ -]?)?|(?:a )?(?:couple of|few) )?(?:hundred|thousand|grand)(?: and)?(?:[ -](?:${small}))*|(?:${digit})[ -](?:${digit}|oh)[ -](?:${digit}|oh)|(?:${small})(?:[ -](?:${small}))?|a ton)`;

const period = String.raw`(?:(?:\s?\(?(?:\+|plus|ex|exc|inc|incl)\.?\s?vat\)?|-?ish| ?odd| or (?:so|thereabouts)| all[ -]in| flat)?\s?(?:only |just )?(?:(?:(?:per|an?|each|every)\s|\/|p\/|p\.|p(?= )|(?:y|yr|par|pro|al|na) )\s?(?:calendar )?(?:(month|mth|mnth|mo|m|mis|mois|monat|mes|miesiac)|(week|wk|w|fortnight|monday|tuesday|wednesday|thursday|friday|saturday|payday|wythnos|semaine|woche)|(day|d)|(year|yr|annum))s?(?![a-z])|(pcm|pm|p\.m|p\.c\.m|monthly|mthly|mth|p\/m|mpm|miesiecznie|monatlich|mensuales|mensuels?|mensual|mensili|misol|lunar|mahin[ae]|maheen[ae]|p[ .]e[ .]r[ .]{1,4}m[ .]o[ .]n[ .]t[ .]h)(?![a-z])|(pw|p\.w|weekly|wkly|p\/w)(?![a-z])|(daily|pd)(?![a-z])|(p\.?a|annually|yearly)(?![a-z]))\.?)`;
const sign = '(?:£|\\$|€|gbp ?|usd ?|eur )';
const scale = '(?:\\s?(k|grand|thousand|million|bn|billion|mn)(?![a-z])|(m)(?![a-z\\d]))?';

const inFigures =
	`${sign}\\s?((?:\\d|[lo](?=[lo]?\\d))(?:[\\d,]|[lo](?=[lo]*(?![a-z])))*(?<!,)(?:\\.\\d+)?)${scale}(?:-${sign}?\\d[\\d,]*)?${period}?` +
	`|(?<![\\d.,:£$€a-z-])(\\d[\\d,]*(?:\\.\\d{1,2})?)\\s?(?:(k|grand)|(?:pounds?|quid|gbp|euros?|dollars?|bucks|sterling|libras|livres|funtow|pfund|punt|bunnoedd))(?![a-z])(?! ?mi(?!es))${period}?`;
const inWords = `|(?<![a-z])(${spoken})\\s(?:pounds?|quid|dollars|euros|bucks)(?![a-z])${period}?`;
const amount = new RegExp(inFigures + inWords, 'g');
// The same where no currency is spelled out: most texts.
const amountInFigures = new RegExp(inFigures, 'g');
const currencies = ['pound', 'quid', 'dollar', 'euro', 'buck'];
// "48 monthly payments" counts them.
const bare = new RegExp(
	`(?<![\\d.,:£$€a-z/-])(\\d{2,4}(?:\\.\\d{2})?)${period}(?! (?:re)?(?:payment|instalment|rental))`,
	'g',
);
const bareSpoken = new RegExp(`(?<![a-z])(${spoken})${period}`, 'g');
const instalments =
	/£\s?(\d[\d,]*(?:\.\d+)?) ?x ?(\d{2})(?!\d|\.\d)|(?<![\d.,£$])(\d{2})\s?x\s?(\d{3}(?:\.\d\d)?)(?!\d|[.,]\d|[x"'a-z-])|(?<![\d.,£$])(\d{1,3})\s?(?:x|\*|@|(?:equal )?(?:monthly |weekly )?(?:re)?(?:payments?|instalments?|installments?|rentals?)(?: of| at|,)?|(?:lots|goes|chunks|rounds|helpings|bites) (?:of|at|@)|months? (?:at|@|of|x)|mths? (?:at|@|of|x)|weeks? (?:at|@|of|x)|m (?:at|@))\s?(?:£|\$)\s?(\d[\d,]*(?:\.\d+)?)/g;

// "two grand", "half a grand"; not a grand piano, not the Grand National.
const grands =
	/\b(an?|one|two|three|four|five|six|seven|eight|nine|ten|couple of|few)\s(grand)\b(?! (?:piano|national|tour|prix|total|opening|final|parade|day|old|entrance|plan|master))/g;
const note = new RegExp(
	`\\b(?:(a) (?:pound|quid)|(?:a )?(tenner)|(?:a )?(fiver))\\b(?! for | coin| shop| sterling| stretcher)${period}?`,
	'g',
);
// One of these is in every number of twenty or more, even in "twelve nineteen".
const twentyOrMore =
	'twenty thirty forty fifty sixty seventy eighty ninety hundred thousand grand teen eleven twelve ten'.split(
		' ',
	);
const isDigit = new RegExp(`^(?:${digit}|oh)$`);
// "two thirty-five"
const saidInHundreds = new RegExp(`^(${digit})[ -]((?:${tens})(?:[ -](?:${digit}))?)$`);
const saidByDigit = new RegExp(`(?:${digit})[ -](?:${digit}|oh)[ -](?:${digit}|oh)|a ton`);

// One of these is in whatever is said digit by digit: "one" alone is in too many other words.
const digits = [...digit.split('|').slice(1), 'one one', 'one-one', 'one oh', 'one-oh', 'a ton'];

/** Figure of a numeral as written: "1,234.50", or disguised: "l7o". */
export const numberOf = (digits: string) =>
	Number(digits.replace(/,/g, '').replace(/l/g, '1').replace(/o/g, '0'));

/** Sums of money, those due per month, week or day, and "n x £x". A sum counts once for each kind it is. */
export function moneyFacts(text: string): Fact[] {
	const found: Fact[] = [];
	each(mentions(text, currencies) ? amount : amountInFigures, text, match => {
		const [whole, figure, k1, m1] = match;
		const written = figure ?? match[12];
		const thousand = k1 ?? match[13] ?? m1;
		const value = written ? numberOf(written) * scaleOf(thousand) : wordValue(match[22]!);
		addSum(found, match.index, whole, value, periodOf(match, figure ? 4 : written ? 14 : 23));
	});
	if (mentions(text, ['pound', 'quid', 'tenner', 'fiver']))
		each(note, text, match =>
			addSum(found, match.index, match[0], match[1] ? 1 : match[2] ? 10 : 5, periodOf(match, 4)),
		);
	if (text.includes('grand'))
		each(grands, text, match =>
			addSum(found, match.index, match[0], wordValue(match[1]!) * (match[2] ? 1000 : 1), undefined),
		);
	let taken: Uint8Array | undefined;
	each(bare, text, match => {
		// "from 9 to 530 p.m." is a time; so is any small figure before "pm".
		const clock = /p\.?m/.test(match[6] ?? '') && numberOf(match[1]!) < 40;
		const when = periodOf(match, 2);
		taken ??= coverOf(found, text.length);
		if (!clock && when && !taken[match.index])
			addBare(found, match.index, match[0], numberOf(match[1]!), when);
	});
	taken = undefined;
	if (mentions(text, twentyOrMore) || (mentions(text, digits) && saidByDigit.test(text)))
		each(bareSpoken, text, match => {
			const value = wordValue(match[1]!);
			taken ??= coverOf(found, text.length);
			if (value >= 20 && !taken[match.index])
				addBare(found, match.index, match[0], value, periodOf(match, 2));
		});
	each(instalments, text, match =>
		found.push({
			kind: fact.instalments,
			start: match.index,
			end: match.index + match[0].length,
			value: numberOf((match[1] ?? match[4] ?? match[6])!),
		}),
	);
	return found;
}

/** 1 for each unit of the text that is part of a sum already. */
function coverOf(found: readonly Fact[], length: number): Uint8Array {
	const cover = new Uint8Array(length);
	for (const {start, end} of found) cover.fill(1, start, end);
	return cover;
}

type Period = 'month' | 'week' | 'day' | 'year' | undefined;

function periodOf(match: RegExpExecArray, at: number): Period {
	if (match[at] ?? match[at + 4]) return 'month';
	if (match[at + 1] ?? match[at + 5]) return 'week';
	if (match[at + 2] ?? match[at + 6]) return 'day';
	return (match[at + 3] ?? match[at + 7]) ? 'year' : undefined;
}

// Less than this a month, week or day buys no car; "£18 a month" is a wash club, "30 a month" a count of sales.
const leastPayment = {month: 45, week: 10, day: 2, year: 0} as const;

/** A figure without its currency is money only if it could be a payment. */
function addBare(found: Fact[], start: number, whole: string, value: number, when: Period): void {
	const abbreviated = /p\/?[cmw]|\/[mw]/.test(whole);
	if (!when || (!abbreviated && value < leastPayment[when])) return;
	addSum(found, start, whole, value, when);
	found.push({kind: fact['bare-payment'], start, end: start + whole.trimEnd().length, value});
}

function addSum(found: Fact[], start: number, whole: string, value: number, when: Period): void {
	const end = start + whole.trimEnd().length;
	const add = (kind: number) => found.push({kind, start, end, value});
	add(fact.money);
	add(value > 0 ? fact.nonzero : fact['zero-sum']);
	if (value > 0 && value < 200 && !when) add(fact['small-sum']);
	if (!when || when === 'year' || value <= 0) return;
	add(fact.payment);
	if (value < leastPayment[when]) add(fact['small-payment']);
	add(when === 'month' ? fact.monthly : when === 'week' ? fact.weekly : fact.daily);
}

function scaleOf(word: string | undefined): number {
	if (!word) return 1;
	if (word === 'k' || word === 'grand' || word === 'thousand') return 1e3;
	return word.startsWith('b') ? 1e9 : 1e6;
}

const units = small.split('|');

/** "two hundred and fifty" → 250. Unknown words count nothing. */
export function wordValue(written: string): number {
	if (written === 'a ton') return 100;
	const words = written.replace(saidInHundreds, '$1 hundred $2');
	const said = words.split(/[ -]/);
	if (said.length === 3 && said.every(word => isDigit.test(word)))
		return Number(said.map(unitValue).join(''));
	let total = 0;
	let part = 0;
	for (const word of words.split(/[ -]+/)) {
		if (word === 'hundred') part = (part || 1) * 100;
		else if (word === 'thousand' || word === 'grand') {
			total += (part || 1) * 1000;
			part = 0;
		} else part += unitValue(word);
	}
	return total + part;
}

function unitValue(word: string): number {
	if (word === 'a' || word === 'an') return 1;
	if (word === 'couple') return 2;
	if (word === 'few') return 3;
	const at = units.indexOf(word);
	if (at < 0) return 0;
	return at <= 20 ? at : (at - 18) * 10;
}
