/**
 * The kinds of blanks. Each says exactly which texts it takes, so that no claim, figure or link can come in through one: a
 * name is one word, a date is a real day of the next weeks, a phone number is one of the company's own, and what else
 * varies is chosen from wordings that were signed with the reply.
 */
import {dayAfter, dayOf, dayWords, parseDay, timeAfter} from './days.ts';

export type SlotKind = 'name' | 'own-name' | 'date' | 'time' | 'reference' | 'phone' | 'choice';

export interface Slot {
	/** As it stands in the text between braces. */
	name: string;
	kind: SlotKind;
	/** Of `choice`: the wordings that may stand there. */
	options?: readonly string[];
}

/** What decides whether a value is a good one now. */
export interface SlotFacts {
	now: number;
	/** Minutes east of UTC where the author sits. */
	offset: number;
	/** Full name of the person who sends it. */
	person: string;
	/** The company's own numbers. */
	phones: readonly string[];
	/** Number of the complaint that is answered, and by when that was promised an answer. */
	reference?: string;
	promised?: number;
}

/** Days from today that a date may be away. */
export const furthest = 60;

/** One word in Latin letters, capital first: Karen, O’Neil, Anne-Marie, McCoy. No digit, no blank, no full stop. */
const name = /^(?=.{1,24}$)\p{Lu}\p{Ll}*(?:\p{Lu}\p{Ll}+)?(?:['’-]\p{Lu}?\p{Ll}+)*$/u;
const latin = /^[\p{Script=Latin}'’-]+$/u;
/** `C-2026-01877`: letters, a year, a number. */
const reference = /^[A-Z]{1,4}-20\d\d-\d{3,8}$/;

/** What may stand in this slot now: exactly this text, or `false`. */
export function accepts(slot: Slot, text: string, facts: SlotFacts): boolean {
	switch (slot.kind) {
		case 'name':
			return isName(text);
		case 'own-name':
			return text === ownName(facts);
		case 'date':
			return parseDay(text, facts, furthest) !== undefined;
		case 'time':
			return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
		case 'reference':
			return reference.test(text);
		case 'phone':
			return facts.phones.includes(text);
		case 'choice':
			return slot.options?.includes(text) ?? false;
	}
}

/** Of one script and in no other form of it (full width, mathematical): what looks like a letter is that letter. */
function isName(text: string): boolean {
	return text.normalize('NFKC') === text && latin.test(text) && name.test(text);
}

/** The first name of whoever sends it; '' when it is none. */
export function ownName({person}: Pick<SlotFacts, 'person'>): string {
	const first = person.split(' ')[0] ?? '';
	return isName(first) ? first : '';
}

/** What an author is offered first; '' where only he knows. */
export function suggested({kind, options = []}: Slot, facts: SlotFacts): string {
	if (kind === 'own-name') return ownName(facts);
	if (kind === 'phone') return facts.phones[0] ?? '';
	if (kind === 'choice') return options[0] ?? '';
	if (kind === 'reference') return facts.reference ?? '';
	return kind === 'date' ? dayWords(promisedDay(facts)) : '';
}

function promisedDay(facts: SlotFacts): number {
	return facts.promised === undefined
		? dayAfter(dayOf(facts), 1)
		: dayOf({now: facts.promised, offset: facts.offset});
}

/** A value that shows what kind of thing will stand there: for the person who approves, and for the rules. */
export function sample(slot: Slot, facts: SlotFacts): string {
	if (slot.kind === 'name') return 'Karen';
	if (slot.kind === 'own-name') return ownName(facts) || 'Dev';
	if (slot.kind === 'reference') return 'C-2026-01877';
	if (slot.kind === 'time') return '09:00';
	return suggested(slot, facts);
}

/** Milliseconds since 1970 until which something was promised: the end of that day, or the next time the clock says so. */
export function dueAt({kind}: Slot, text: string, facts: SlotFacts): number | undefined {
	if (kind === 'time') return timeAfter(text, facts);
	const day = kind === 'date' ? parseDay(text, facts, furthest) : undefined;
	return day === undefined ? undefined : (day + 1) * 86_400_000 - facts.offset * 60_000 - 1;
}

/** Of a `choice`: short wordings without anything hidden; two people have read each of them. */
const option =
	/^[\p{L}\p{M}\p{N}\p{P}\p{S}](?:[\p{L}\p{M}\p{N}\p{P}\p{S} ]{0,198}[\p{L}\p{M}\p{N}\p{P}\p{S}])?$/u;

export function slotProblem({kind, options}: Slot): string | undefined {
	if (kind !== 'choice') return options === undefined ? undefined : 'options are for a choice';
	if (!options || options.length < 1 || options.length > 20) return 'a choice has 1 to 20 wordings';
	return options.every(words => option.test(words) && !/[{}]/.test(words))
		? undefined
		: 'a wording is empty or long';
}
