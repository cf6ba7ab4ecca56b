/** Is this draft that ready reply, word for word? The one answer for page, background and hub. Unknown means no. */
import type {Draft} from '../draft.ts';
import type {Location} from '../identity/location.ts';
import type {Finding} from '../policy/finding.ts';
import {type Part, partsOf} from './parts.ts';
import {isFor, isReadyAt, type ReadyReply} from './reply.ts';
import {accepts, dueAt, type Slot, type SlotFacts} from './slots.ts';

export interface Match {
	values: Readonly<Record<string, string>>;
	/** Where the slots' values stand in the text, half-open. */
	spans: readonly {start: number; end: number}[];
	/** By when something was promised. */
	due: number | null;
}

export interface MatchFacts extends SlotFacts {
	/** Where the account belongs. */
	location: Location;
}

/** The whole draft: only words, at the place it was signed for, each slot filled with what its kind takes. */
export function matchReady(reply: ReadyReply, draft: Draft, facts: MatchFacts): Match | undefined {
	if (!isReadyAt(reply, facts.now) || !isFor(reply, draft, facts.location) || !isOnlyWords(draft)) return;
	return matchText(reply, draft.text, facts);
}

/** Nothing beside text and target; a field that nobody here knows is one too many. */
function isOnlyWords({target, media, unknown, details, poll, quoted, audience, ...rest}: Draft): boolean {
	const others = [poll, quoted, audience, rest.replies, rest.schedule, rest.thread];
	if (target === null || others.some(value => value !== null)) return false;
	return media.length === 0 && unknown.length === 0 && isEmpty(details);
}

function isEmpty(details: Draft['details']): boolean {
	return details === undefined || Object.keys(details).length === 0;
}

export function matchText(reply: ReadyReply, text: string, facts: SlotFacts): Match | undefined {
	const parts = partsOf(reply.text);
	if (!parts) return;
	const found = new RegExp(`^${parts.map(part => source(part, reply.slots)).join('')}$`, 'du').exec(text);
	if (!found) return;
	const named = parts.flatMap(part => ('slot' in part ? [part.slot] : []));
	const values = Object.fromEntries(named.map((name, i) => [name, found[i + 1]!]));
	if (!named.every(name => accepts(slotOf(reply, name), values[name]!, facts))) return;
	const spans = named.map((_, i) => ({start: found.indices![i + 1]![0], end: found.indices![i + 1]![1]}));
	const due = reply.promise === null ? null : dueOf(reply, values, facts);
	return due === undefined ? undefined : {values, spans, due};
}

function dueOf(reply: ReadyReply, values: Match['values'], facts: SlotFacts): number | undefined {
	return dueAt(slotOf(reply, reply.promise!), values[reply.promise!]!, facts);
}

function slotOf({slots}: ReadyReply, name: string): Slot {
	return slots.find(slot => slot.name === name)!;
}

/** Bounded, without alternatives that overlap: the match takes time in proportion to the text. */
const shapes: Record<Exclude<Slot['kind'], 'phone' | 'choice'>, string> = {
	name: "([\\p{L}'’-]{1,24})",
	'own-name': "([\\p{L}'’-]{1,24})",
	date: '([A-Z][a-z]{5,8} \\d{1,2} [A-Z][a-z]{2,8})',
	time: '(\\d{2}:\\d{2})',
	reference: '([A-Z]{1,4}-\\d{4}-\\d{3,8})',
};

function source(part: Part, slots: readonly Slot[]): string {
	if ('locked' in part) return escaped(part.locked);
	const slot = slots.find(({name}) => name === part.slot);
	if (!slot) return '(?!)';
	if (slot.kind === 'phone') return '(\\+?[\\d ]{5,20})';
	if (slot.kind !== 'choice') return shapes[slot.kind];
	const longestFirst = [...(slot.options ?? [])].sort((a, b) => b.length - a.length);
	return `(${longestFirst.map(escaped).join('|')})`;
}

function escaped(words: string): string {
	return words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/**
 * Do the two signatures answer everything that the rules say of this draft? What must change must change; what needs a
 * second person is settled only if the approver knew of it, and if it is about the locked words and not about what an
 * author put into a blank.
 */
export function isSettled(reply: ReadyReply, {spans}: Match, findings: readonly Finding[]): boolean {
	const serious = findings.filter(({severity}) => severity !== 'advise');
	return serious.every(
		({severity, rule, start, end}) =>
			severity === 'review' &&
			reply.settles.includes(rule) &&
			!spans.some(span => span.start <= start && end <= span.end && start < end),
	);
}

/** The text with these values; nothing when one of them is not what its slot takes. */
export function filled(reply: ReadyReply, values: Match['values'], facts: SlotFacts): string | undefined {
	const parts = partsOf(reply.text);
	if (!parts || !reply.slots.every(slot => accepts(slot, values[slot.name] ?? '', facts))) return;
	const text = parts.map(part => ('locked' in part ? part.locked : values[part.slot])).join('');
	return matchText(reply, text, facts) ? text : undefined;
}
