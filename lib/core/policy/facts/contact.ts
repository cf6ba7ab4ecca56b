import type {Company} from '../company.ts';
import {fact} from '../format.ts';
import {asTyped, each, type Fact, type FactInput, mentions} from './fact.ts';

const phone =
	/(?<![\w.£$-])(?:\+\s?44[\s(.-]*[0o]?[\s).-]*[1-9]|\(?[0o]\s?[1-9])(?:[\s()./-]{0,2}[\do]){7,9}(?![\w-]|\.\d)|(?<![\w.£$-])\(?[2-9]\d\d\)?[-. ]\d{3}[-. ]\d{4}(?![\w-])/g;
const digitWord =
	'(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple|hundred)';
// Said digit by digit, to the end or only at its beginning: "oh seven seven double oh, 900 123".
const spokenPhone = new RegExp(
	`\\b${digitWord}(?:[\\s,-]+${digitWord}){7,}\\b|\\b(?:oh|zero|0)[\\s,-]+${digitWord}(?:[\\s,-]+(?:${digitWord}|\\d{1,4})){4,10}\\b`,
	'g',
);
const email =
	/[a-z0-9._%+-]{1,64}\s?(?:@|\(at\)|\[at\]|\sat\s)\s?[a-z0-9-]{2,63}(?:\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?[a-z0-9-]{2,63}){0,2}\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?(?:com|uk|org|net|example|io|eu|ie|info|me|co)\b/g;
const postcode = /(?<![\w])(?:[a-z]{1,2}\d{1,2}|[a-z]{1,2}\d[a-z]) ?\d[abd-hjlnp-uw-z]{2}(?![\w])/g;
const streetWord =
	'street|st|road|rd|lane|ln|avenue|ave|drive|close|way|place|court|crescent|walk|row|quay|quayside|gardens|grove|terrace|square|hill|parade|wharf|yard|mews|gate|park|estate|house|industrial estate|retail park|business park|boulevard|blvd|view|rise|mount|croft|fold|cottages|meadow|meadows|fields|orchard|chase|heights|villas|garth|brow|vale|dene|mead|crofts|wynd|loan|brae';
const street = new RegExp(
	`(?<![\\d.,£$])(?:flat |unit |no\\.? ?)?\\d{1,4}[a-z]?(?:-\\d{1,4})?,? (?:[a-z][a-z'.-]+ ){1,3}(?:${streetWord})\\b|(?<![\\d.,£$])\\d{1,4} [a-z]{3,}(?:gate|side|quay)\\b`,
	'g',
);
const link = /(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]{1,63}\.(?:co\.uk|com|org|net|io|ly|example|uk)\b\S*/g;

const linkSigns = ['http', 'www.', '.co', '.org', '.net', '.io', '.ly', '.example', '.uk'];
// The second half of an address, which few texts have, is searched before the first, which any word could be.
const atDomain = /(?:@|\(at\)|\[at\]|\sat\s)\s?[a-z0-9-]{2,63}\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?[a-z0-9-]/;

/** Phones, mail addresses, postal addresses and links; the company's own are told apart. */
export function contactFacts(input: FactInput): Fact[] {
	const {text} = input.folded;
	const {company} = input;
	const found: Fact[] = [];
	const add = (kind: number, start: number, length: number) =>
		found.push({kind, start, end: start + length, value: 0});
	if (/\d/.test(text)) numbers(input, found);
	each(spokenPhone, text, match => {
		add(fact.phone, match.index, match[0].length);
		add(fact['spoken-phone'], match.index, match[0].length);
	});
	if (mentions(text, linkSigns)) each(link, text, match => add(fact.link, match.index, match[0].length));
	if (!atDomain.test(text)) return found;
	each(email, text, match => {
		const own = isOwnEmail(match[0].replace(/\s/g, ''), company);
		add(own ? fact['own-email'] : fact.email, match.index, match[0].length);
	});
	return found;
}

function numbers(input: FactInput, found: Fact[]): void {
	const {text} = input.folded;
	const {company} = input;
	const add = (kind: number, start: number, length: number) =>
		found.push({kind, start, end: start + length, value: 0});
	const ours = company.phones.map(digitsOf);
	each(phone, text, match => {
		const digits = digitsOf(match[0]);
		if (digits.length < 10 || digits.length > 11) return;
		const end = match.index + match[0].trimEnd().length;
		const kind = ours.includes(digits) ? fact['own-phone'] : fact.phone;
		// A letter O for a nought.
		found.push({
			kind,
			start: match.index,
			end,
			value: 0,
			...(match[0].includes('o') ? {disguised: true} : {}),
		});
	});
	const streets: number[] = [];
	each(street, text, match => {
		add(fact.street, match.index, match[0].length);
		streets.push(match.index);
	});
	each(postcode, text, match => {
		const typed = asTyped(input, match.index, match.index + match[0].length);
		if (typed !== typed.toUpperCase() && !/\s/.test(typed)) return;
		add(fact.postcode, match.index, match[0].length);
		const near = streets.find(at => at < match.index && match.index - at < 90);
		const line = /(?:\d[^.!?\n]{0,60}|,[^.!?\n,]{2,30})[ ,]$/.exec(
			text.slice(Math.max(0, match.index - 70), match.index),
		);
		const start = near ?? (line ? Math.max(0, match.index - line[0].length) : -1);
		if (start >= 0) add(fact.address, start, match.index + match[0].length - start);
	});
	ownAddress(text, company, add);
}

function ownAddress(
	text: string,
	company: Company,
	add: (kind: number, start: number, length: number) => void,
): void {
	const own = company.address.toLowerCase().trim();
	if (own.length < 8) return;
	const code = /[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}/.exec(own)?.[0];
	const line = own.split(',')[0]!;
	const at = text.indexOf(own);
	const found = at >= 0 ? at : code && text.includes(code) && text.includes(line) ? text.indexOf(line) : -1;
	if (found < 0) return;
	add(fact.address, found, line.length);
	add(fact['own-address'], found, line.length);
}

/** Digits with a leading nought, whatever the writer used for it. */
export function digitsOf(phone: string): string {
	const digits = phone
		.toLowerCase()
		.replace(/o/g, '0')
		.replace(/[^\d+]/g, '');
	return digits
		.replace(/^\+440?/, '0')
		.replace(/^44(?=\d{10}$)/, '0')
		.replace(/\D/g, '');
}

// Mailboxes of a job, not of a person.
const desk =
	/^(?:service|servicing|sales|info|care|hello|hi|enquiries|enquiry|accounts|parts|office|bookings?|admin|support|contact|team|reception|complaints|help|workshop|press|jobs|careers|claims|feedback|leasing|fleet|vans|customer\.?(?:care|services?|relations))@/;

function isOwnEmail(address: string, company: Company): boolean {
	if (desk.test(address)) return true;
	const domain = address.slice(address.indexOf('@') + 1);
	return company.emails.some(own => own.toLowerCase() === address) || company.domains.includes(domain);
}
