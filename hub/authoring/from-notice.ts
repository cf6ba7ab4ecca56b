/** A first draft of a rule from a regulator's notice. No model: what stands in quotes or lists, dates and a template; a person reads every line. */
import {stringify} from 'yaml';
import {nextReading} from '#lib/core/policy/read-again.ts';

export interface Notice {
	text: string;
	link: string;
	/** The next free one. */
	id: string;
	owner: string;
	now: number;
}

export function ruleFromNotice({text, link, id, owner, now}: Notice): string {
	const find = phrasesIn(text);
	const issued = dayIn(text) ?? dayOf(now);
	const rule = {
		id,
		title: titleOf(text),
		severity: 'review',
		message: find[0]
			? `“${sentence(find[0])}” is likely to mislead. Say it another way, or leave it out.`
			: '',
		source: [`Notice of ${issued}`, link].filter(part => part !== '').join(', '),
		why: shortened(text.trim().replaceAll(/\s+/g, ' '), 400),
		from: applyingIn(text) ?? issued,
		owner,
		review: nextReading(now),
		detect: [{find, unless: ['quoted', 'question', 'negated']}],
		examples: {
			flags: find.map(phrase => `Good news: [${phrase}]!`),
			passes: ['Good morning from all of us.'],
		},
	};
	return `# Draft made from your text: please check every line.\n${stringify(rule, {lineWidth: 110})}`;
}

/** What stands in quotes, or on a line of a list by itself. */
function phrasesIn(text: string): string[] {
	const quoted = [
		...text.matchAll(/["“]([^"“”\n]{3,60})["”]|(?<![\p{L}\d])[‘']([^'‘’\n]{3,60})['’](?![\p{L}\d])/gu),
	];
	const listed = [...text.matchAll(/^[ \t]*(?:[•·▪*–-]|\d{1,2}[.)])[ \t]+(.{3,60})$/gmu)];
	const found = [...quoted, ...listed].map(([, one, other]) => bare(one ?? other!));
	// What would be read as a pattern of ours is left for a person to write, and so is a whole sentence
	const isPhrase = (phrase: string) => /^[\p{L}\d'’£% -]+$/u.test(phrase) && phrase.split(' ').length <= 6;
	return [...new Set(found)].filter(isPhrase).slice(0, 30);
}

const bare = (phrase: string) =>
	phrase
		.toLowerCase()
		.replaceAll(/^["“‘']|["”’'.,;:]+$|;? (?:and|or)$/g, '')
		.replaceAll(/["”’'.,;:]+$/g, '')
		.trim();

/** The first line or sentence that says something: no letterhead, no day alone. */
function titleOf(text: string): string {
	const lines = text.split(/\n+|(?<=[.!?])\s/).map(line => line.trim());
	const told =
		lines.find(line => withoutDays(line).split(/\s+/).length >= 4) ?? lines.find(line => line !== '');
	return shortened((told ?? '').replace(/[.:]$/, ''), 60);
}

const months = 'january|february|march|april|may|june|july|august|september|october|november|december';
const named = `\\d{1,2}(?:st|nd|rd|th)? (?:${months}|${months.replaceAll(/[a-z]+/g, name => name.slice(0, 3))}) 20\\d\\d`;
const anyDay = `20\\d\\d-\\d\\d-\\d\\d|\\d{1,2}/\\d{1,2}/20\\d\\d|${named}`;

const withoutDays = (line: string) => line.replaceAll(new RegExp(anyDay, 'gi'), '').trim();
const dayIn = (text: string) => dayFrom(text.match(new RegExp(`(?<!\\d)(${anyDay})`, 'i'))?.[1]);
/** A day that the notice names as the one from which it holds. */
const applyingIn = (text: string) =>
	dayFrom(text.match(new RegExp(`(?:from|effective|force on|apply on|applies on)\\s+(${anyDay})`, 'i'))?.[1]);

/** As people of this country write days: 1/12/2026 is in December. */
function dayFrom(written: string | undefined): string | undefined {
	if (written === undefined) return;
	const [, date, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(written) ?? [];
	const iso = year ? `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}` : undefined;
	const time = Date.parse(
		iso ?? (/^20/.test(written) ? written : `${written.replace(/(\d)[a-z]{2} /i, '$1 ')} UTC`),
	);
	return Number.isNaN(time) ? undefined : dayOf(time);
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const shortened = (text: string, longest: number) =>
	text.length > longest ? `${text.slice(0, longest).replace(/\s+\S*$/, '')} …` : text;
