import {fact} from '../format.ts';
import {asTyped, each, type Fact, type FactInput} from './fact.ts';

const plate =
	/(?<![\w£-])(?:[a-z]{2}\d{2}[ -]?[a-z]{3}|[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z]|[a-z]{3} \d{3,4}|[a-z]{2} \d{4})(?![\w])/g;
// "HDI 110" is an engine.
const engine =
	/^(?:hdi|tdi|cdi|dci|cdti|tsi|gti|tdci|jtd|vvt|mpi|sdi|crd|fsi|tfsi|ecoboost|thp|gdi|crdi|phev|mhev|bhp|uk|gb|eu|aa|rac|mot)\b/;
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
