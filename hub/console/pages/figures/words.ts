/** Figures and the words of the archive's index, as people say them. */
import type {EvaluatedRule} from '#lib/api/console.ts';
import {span} from '../coverage/words.ts';

type Outcome = keyof EvaluatedRule['by'];

/** What became of a finding, and what that means. */
export const outcomeNames: Record<Outcome, string> = {
	fixed: 'Our wording taken',
	corrected: 'Changed in own words',
	returned: 'Returned or rejected',
	conceded: 'Disputed, and agreed',
	overridden: 'Approved as it is',
	ignored: 'Posted with a tip',
	open: 'Not decided yet',
	dropped: 'Ended otherwise',
};

export const kindNames: Record<string, string> = {
	post: 'Posts',
	reply: 'Replies',
	comment: 'Comments',
	dm: 'Messages',
	quote: 'Quotes',
	edit: 'Edits',
	delete: 'Deletions',
};

const plain: Record<string, string> = {
	written: 'written',
	posted: 'posted',
	unreleased: 'went out without a release',
	'second-person': 'needed a second person',
	hit: 'a rule found something',
	mended: 'mended before anybody saw it',
	decided: 'approved',
	answered: 'a customer was answered',
};

const named: Record<string, (value: string) => string> = {
	found: rule => `${rule} found something`,
	disputed: rule => `${rule} was disputed`,
	at: place => `at ${place}`,
	kind: kind => (kindNames[kind] ?? kind).toLowerCase(),
	'held-hour': hour => `sent for approval from ${hour}:00 to ${hour}:59`,
	'asked-hour': hour => `the customer wrote from ${hour}:00 to ${hour}:59`,
};

/** `overridden-now:FIN-01` → `FIN-01: approved as it is`. */
export function factWords(fact: string): string {
	return fact.split('|').map(oneFact).join(' or ');
}

function oneFact(fact: string): string {
	const [, word = fact, value = ''] = /^([^:]+):(.*)$/.exec(fact) ?? [];
	const outcome = word.replace(/-now$/, '') as Outcome;
	if (word.endsWith('-now') && outcomeNames[outcome])
		return `${value}: ${outcomeNames[outcome].toLowerCase()}`;
	return plain[fact] ?? named[word]?.(value) ?? fact;
}

export function share(part: number, whole: number): string {
	return whole === 0 ? '–' : percent(part / whole);
}

export function percent(of: number): string {
	return `${Math.round(of * 100)} %`;
}

export function time(ms: number | null): string {
	return ms === null ? '–' : span(ms);
}
