import {fact} from '../format.ts';
import {each, type Fact} from './fact.ts';
import {numberOf} from './money.ts';

const month =
	'(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const date = new RegExp(
	`(?<![\\d.,£])\\d{1,2}(?:st|nd|rd|th)? ?(?:of )?${month}\\b(?:,? ?(?:20)?\\d\\d\\b)?|\\b${month} ?\\d{1,2}(?:st|nd|rd|th)?\\b(?!%|\\.\\d)|(?<![\\d.,£/])\\d{1,2}[/.]\\d{1,2}[/.](?:20)?\\d\\d(?![\\d/])|(?<![\\d.,£/])[0-3]?\\d/[01]?\\d(?![\\d/%])|\\bthe \\d{1,2}(?:st|nd|rd|th)\\b|\\bend of ${month}\\b|\\b20\\d\\d-\\d\\d-\\d\\d\\b`,
	'g',
);
const weekday =
	/\b(?:mon|tues?|weds?|wednes|thurs?|fri|satur|sat|sun)(?:day)?\b|\btonight\b|\btomorrow\b|\btoday\b|\bend of (?:the |this )?(?:month|week|day)\b|\bmonth[- ]end\b/g;
const time =
	/(?<![\d£])\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m)\b|\bmidnight\b|\bnoon\b|\bmidday\b|(?<![\d£.])\d{1,2}:\d\d\b/g;
const term =
	/(?<![\d.,£$])(\d{1,3})(?:\s?-\s?\d{1,3})?[\s-]?(?:months?|mths?|mnths?|m(?=[ ,.;]|$)|yrs?|years?|y(?=[ ,.]|$)|weeks?)(?![a-z])|\b(?:two|three|four|five|six|seven|eight|ten)[ -]years?\b|\b(?:twelve|eighteen|twenty[ -]four|thirty[ -]six|forty[ -]eight|sixty|seventy[ -]two|eighty[ -]four)[ -]months?\b/g;
const year = /(?<![\d.,£$])(?:19|20)\d\d(?!\d|,\d)/g;

/** Dates, days, times, spans of months or years. */
export function timeFacts(text: string): Fact[] {
	const found: Fact[] = [];
	const add = (kind: number, pattern: RegExp, value: (match: RegExpExecArray) => number = () => 0) =>
		each(pattern, text, match =>
			found.push({kind, start: match.index, end: match.index + match[0].length, value: value(match)}),
		);
	add(fact.date, date);
	add(fact.weekday, weekday);
	add(fact.time, time);
	add(fact.term, term, match => (match[1] ? numberOf(match[1]) : 0));
	add(fact.year, year, match => Number(match[0]));
	// A year long past: the sentence tells a story, not an offer.
	for (const past of found.filter(f => f.kind === fact.year && f.value < 2000))
		found.push({...past, kind: fact['old-year']});
	return found;
}
