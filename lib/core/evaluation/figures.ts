/** What the archive says of our own work, in figures. Each names the words by which its records are found again. */
import {answerTime, approvalTime, type Passage} from './facts.ts';
import type {Finder} from './finder.ts';
import {type Outcome, outcomes} from './told.ts';

/** `facts`: words with a blank between them, as the archive's index keeps them. */
export interface Item extends Passage {
	author: string;
	facts: string;
}

/** How many; `facts`: all of these are said of exactly those. In one of them `a|b` is either. */
export interface Count {
	count: number;
	facts: readonly string[];
}

/** Milliseconds within which half and nine of ten were done; nothing where there was none. */
export interface Times extends Count {
	half: number | null;
	most: number | null;
}

export interface Group<T> {
	key: string;
	value: T;
}

export interface RuleFigures {
	rule: string;
	found: Count;
	/** Said not to be a problem, however it ended. */
	disputed: Count;
	by: Record<Outcome, Count>;
}

export interface TimesBy {
	all: Times;
	branches: readonly Group<Times>[];
	kinds: readonly Group<Times>[];
	hours: readonly Group<Times>[];
}

export interface Figures {
	written: Count;
	posted: Count;
	/** A rule found something. */
	hit: Count;
	secondPerson: Count;
	/** Went out without a release: seen by the witness. */
	unreleased: Count;
	branches: readonly Group<{written: Count; hit: Count; posted: Count}>[];
	rules: readonly RuleFigures[];
	approval: TimesBy;
	answer: TimesBy;
}

export function figuresOf(found: Finder<Item>): Figures {
	const count = (...facts: string[]): Count => ({count: found.count(facts), facts});
	return {
		written: count('written'),
		posted: count('posted'),
		hit: count('hit'),
		secondPerson: count('second-person'),
		unreleased: count('unreleased'),
		branches: found.keysOf('at').map(key => ({
			key,
			value: {
				written: count('written', `at:${key}`),
				hit: count('hit', `at:${key}`),
				posted: count('posted', `at:${key}`),
			},
		})),
		rules: found.keysOf('found').map(rule => ruleFigures(rule, count)),
		approval: timesBy(found, 'decided', 'held-hour', approvalTime),
		answer: timesBy(found, 'answered', 'asked-hour', answerTime),
	};
}

function ruleFigures(rule: string, count: (...facts: string[]) => Count): RuleFigures {
	const by = outcomes.map(outcome => [outcome, count(`${outcome}-now:${rule}`)] as const);
	return {
		rule,
		found: count(`found:${rule}`),
		disputed: count('written', `disputed:${rule}`),
		by: Object.fromEntries(by) as RuleFigures['by'],
	};
}

function timesBy(
	found: Finder<Item>,
	fact: string,
	hour: string,
	timeOf: (item: Item) => number | null,
): TimesBy {
	const times = (...facts: string[]): Times => {
		const own = found.all([fact, ...facts]).map(timeOf);
		// As numbers, without asking which of two is more: these are sorted for each branch, kind and hour
		const sorted = Float64Array.from(own.filter(time => time !== null)).sort();
		return {count: own.length, facts: [fact, ...facts], half: share(sorted, 0.5), most: share(sorted, 0.9)};
	};
	const by = (word: string) =>
		found
			.keysOf(word)
			.map(key => ({key, value: times(`${word}:${key}`)}))
			.filter(({value}) => value.count > 0);
	return {all: times(), branches: by('at'), kinds: by('kind'), hours: by(hour)};
}

/** The nearest rank: a time that really occurred. */
function share(sorted: ArrayLike<number>, part: number): number | null {
	return sorted[Math.ceil(sorted.length * part) - 1] ?? null;
}
