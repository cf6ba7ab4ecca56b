/** A first draft of a rule from a regulator's notice. No model: what stands in quotes, dates and a template; a person reads every line. */
import {stringify} from 'yaml';

const day = 24 * 60 * 60_000;

export interface Notice {
	text: string;
	link: string;
	/** The next free one. */
	id: string;
	owner: string;
	now: number;
}

export function ruleFromNotice({text, link, id, owner, now}: Notice): string {
	const phrases = quotedIn(text);
	const find = phrases.length > 0 ? phrases : ['write the words here'];
	const issued = dateIn(text) ?? dayOf(now);
	const [first = ''] = text.trim().split(/(?<=[.!?])\s/);
	const rule = {
		id,
		title: shortened(first, 60) || 'Title of the rule',
		severity: 'review',
		message: 'Say what is wrong and why it matters to the customer, in 20 words at most.',
		source: [`Notice of ${issued}`, link].filter(part => part !== '').join(', '),
		why: shortened(text.trim().replaceAll(/\s+/g, ' '), 400) || 'Why the rule is there.',
		from: issued,
		owner,
		review: dayOf(now + 182 * day),
		detect: [{find, unless: ['quoted', 'question', 'negated']}],
		examples: {
			flags: find.map(phrase => `We offer [${phrase}] on every car.`),
			passes: ['Good morning from all of us.'],
		},
	};
	return `# Draft made from your text: please check every line.\n${stringify(rule, {lineWidth: 110})}`;
}

function quotedIn(text: string): string[] {
	const found = [...text.matchAll(/["“]([^"“”\n]{3,60})["”]/g)].map(([, phrase]) =>
		phrase!
			.toLowerCase()
			.replace(/[.,;:]$/, '')
			.trim(),
	);
	// What would be read as a pattern of ours is left for a person to write
	return [...new Set(found)].filter(phrase => /^[\p{L}\d'’£% -]+$/u.test(phrase)).slice(0, 30);
}

function dateIn(text: string): string | undefined {
	const iso = text.match(/\b20\d\d-\d\d-\d\d\b/)?.[0];
	const named = text.match(/\b(\d{1,2}) (\w{3,9}) (20\d\d)\b/)?.[0];
	const time = Date.parse(iso ?? (named ? `${named} UTC` : ''));
	return Number.isNaN(time) ? undefined : dayOf(time);
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const shortened = (text: string, longest: number) =>
	text.length > longest ? `${text.slice(0, longest).replace(/\s+\S*$/, '')} …` : text;
