import {fact} from '../format.ts';
import {asTyped, each, type Fact, type FactInput} from './fact.ts';

const plate =
	/(?<![\w£-])(?:[a-z]{2}\d{2}[ -]?[a-z]{3}|[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z]|[a-z]{3} \d{3,4}|[a-z]{2} \d{4})(?![\w])/g;
// "HDI 110" is an engine.
const engine =
	/^(?:hdi|tdi|cdi|dci|cdti|tsi|gti|tdci|jtd|vvt|mpi|sdi|crd|fsi|tfsi|ecoboost|thp|gdi|crdi|phev|mhev|bhp|uk|gb|eu|aa|rac|mot)\b/;
// Written apart: "EK 19 VWX", "W X 2 3 - U Z P"; in capitals only, as "at 30 mph" has the same shape.
const apart =
	/(?<![\w£-])(?:[a-z]{2} \d{2} ?-? ?[a-z]{3}|[a-z] [a-z] \d \d[ -]{1,3}[a-z] [a-z] [a-z])(?![\w])/g;
const plainWord =
	/^(?:am|an|as|at|be|by|do|go|he|if|in|is|it|me|my|no|of|on|or|so|to|up|us|we|pm)\b|\b(?:mph|rpm|bhp|mpg|min|per|pcm|the|for|and|off|day|pcs|gbp|vat|kwh|ltr|mot)$/;
const current = /^[a-z]{2}\d{2}[ -]?[a-z]{3}$/;
const card = /(?<![\w.£$-])\d(?:[ .-]?\d){12,18}(?![\w])/g;
const account =
	/(?<![\d-])\d{2}-\d{2}-\d{2}(?![\d-])|(?<![\w])[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d](?![\w])|\bgb\d{2} ?[a-z]{4} ?(?:\d ?){14}|(?:policy|agreement|account|acct|acc|a\/c|customer|membership|complaint|claim|case|loan|finance|contract|licence|driving licence|national insurance|ni|sort code|reference|ref)(?:\s?(?:no|number|num|nr|ref|reference|id|code|is|was|ending|:|#|\.|-|\())*\s?#?\(?((?=[a-z\d/-]*\d[a-z\d/-]*\d[a-z\d/-]*\d)[a-z]{0,5}[-/ ]?\d[\da-z]*(?:[-/][\da-z]+)*)/g;

/** Registration marks, payment cards (Luhn), account and policy numbers. */
export function identifierFacts(input: FactInput): Fact[] {
	const {text} = input.folded;
	const found: Fact[] = [];
	const add = (kind: number, start: number, length: number) =>
		found.push({kind, start, end: start + length, value: 0});
	each(plate, text, match => {
		const typed = asTyped(input, match.index, match.index + match[0].length);
		if (engine.test(match[0])) return;
		if (current.test(match[0]) || typed === typed.toUpperCase())
			add(fact.plate, match.index, match[0].length);
	});
	each(apart, text, match => {
		const end = match.index + match[0].length;
		const typed = asTyped(input, match.index, end);
		if (typed !== typed.toUpperCase() || plainWord.test(match[0])) return;
		const isSpread = /^\w \w /.test(match[0]);
		found.push({kind: fact.plate, start: match.index, end, value: 0, ...(isSpread ? {disguised: true} : {})});
	});
	each(card, text, match => {
		const digits = match[0].replace(/\D/g, '');
		if (isCardNumber(digits)) add(fact.card, match.index, match[0].length);
	});
	each(account, text, match => {
		const money = /[£$]/.test(match[0]) || /^(?:\d{1,3}|20\d\d)$/.test(match[1] ?? 'x');
		if (!money) add(fact.account, match.index, match[0].length);
	});
	return found;
}

/** 13 to 19 digits of a known issuer range whose check digit fits (ISO/IEC 7812, Luhn). */
export function isCardNumber(digits: string): boolean {
	if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
	let sum = 0;
	for (let i = 0; i < digits.length; i++) {
		const figure = Number(digits[digits.length - 1 - i]);
		const twice = figure * 2;
		sum += i % 2 === 0 ? figure : twice > 9 ? twice - 9 : twice;
	}
	return sum % 10 === 0 && /^[2-6]/.test(digits);
}
