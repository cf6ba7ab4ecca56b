import type {Company} from '../company.ts';
import {fact} from '../format.ts';
import {addressFacts} from './addresses.ts';
import {each, type Fact, type FactInput, mentions} from './fact.ts';

const phone =
	/(?<![\w.£$-])(?:\+\s?44[\s(.-]*[0o]?[\s).-]*[1-9]|\(?[0o]\s?[1-9])(?:[\s()./-]{0,2}[\do]){7,9}(?![\w-]|\.\d)|(?<![\w.£$-])\(?[2-9]\d\d\)?[-. ]\d{3}[-. ]\d{4}(?![\w-])/g;
const digitWords =
	'zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple|hundred'.split('|');
const digitWord = `(?:${digitWords.join('|')})`;
// Said digit by digit, to the end or only at its beginning: "oh seven seven double oh, 900 123".
const spokenPhone = new RegExp(
	`\\b${digitWord}(?:[\\s,-]+${digitWord}){7,}\\b|\\b(?:oh|zero|0)[\\s,-]+${digitWord}(?:[\\s,-]+(?:${digitWord}|\\d{1,4})){4,10}\\b`,
	'g',
);
const email =
	/[a-z0-9._%+-]{1,64}\s?(?:@|\(at\)|\[at\]|\sat\s)\s?[a-z0-9-]{2,63}(?:\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?[a-z0-9-]{2,63}){0,2}\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?(?:com|uk|org|net|example|io|eu|ie|info|me|co)\b/g;
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
	if (/\d/.test(text)) {
		phones(input, found);
		found.push(...addressFacts(input));
	}
	if (mayBeSpoken(text))
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

// "One" is in too many other words to tell anything.
const telling = digitWords.filter(word => word !== 'one');
const mayBeSpoken = (text: string) =>
	mentions(text, telling) || (text.includes('one') && /\bone[\s,-]+one\b/.test(text));

function phones({folded: {text}, company}: FactInput, found: Fact[]): void {
	each(phone, text, match => {
		const digits = digitsOf(match[0]);
		if (digits.length < 10 || digits.length > 11) return;
		const end = match.index + match[0].trimEnd().length;
		const kind = ownPhones(company).includes(digits) ? fact['own-phone'] : fact.phone;
		// A letter O for a nought.
		found.push({
			kind,
			start: match.index,
			end,
			value: 0,
			...(match[0].includes('o') ? {disguised: true} : {}),
		});
	});
}

// Companies are few, and live as long as their policy.
const known = new WeakMap<Company, string[]>();

function ownPhones(company: Company): string[] {
	const own = known.get(company) ?? company.phones.map(digitsOf);
	known.set(company, own);
	return own;
}

/** Digits with a leading nought, whatever the writer used for it. */
function digitsOf(phone: string): string {
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
	/^(?:service|servicing|sales|info|care|hello|hi|enquiries|enquiry|accounts|parts|office|bookings?|admin|support|contact|team|reception|complaints|help|workshop|press|jobs|careers|claims|feedback|events|docs|documents|media|marketing|warranty|returns|privacy|bodyshop|finance|payments|hr|public[-.]?affairs|leasing|fleet|vans|customer\.?(?:care|services?|relations))@/;

function isOwnEmail(address: string, company: Company): boolean {
	if (desk.test(address)) return true;
	const domain = address.slice(address.indexOf('@') + 1);
	return company.emails.some(own => own.toLowerCase() === address) || company.domains.includes(domain);
}
