/**
 * Who is told of a held item, and who next: the on-call ladder. It widens the circle of those who know; who may approve
 * is decided elsewhere (review/steps.ts), so nobody becomes a reviewer by being told.
 */
import type {PersonId} from '../identity/person.ts';
import type {Kind} from './kind.ts';
import {mayTell, type Sleeper} from './quiet.ts';

/** One step of the ladder. */
export interface Rung {
	/** Minutes of the wait after which its people are told. */
	after: number;
	/** These; `null`: everybody who may decide the item now. */
	persons: readonly PersonId[] | null;
}

/** A held item as far as the ladder asks. */
export interface Item {
	id: string;
	/** Whoever wrote it or changed a claim in it: never told to look at it. */
	authors: readonly PersonId[];
	heldAt: number;
	/** When the wait began: with the customer's message, or when it was held. */
	since: number;
	/** When somebody should have decided; `null`: no promise. */
	dueAt: number | null;
	/** Somebody outside waits. */
	isAnswer: boolean;
	/** Somebody is looking at it: nobody else is called. */
	isClaimed: boolean;
	/** Its author leaves it for the morning: nobody is woken. */
	isLeft: boolean;
}

/** Somebody who can be reached at all. */
export interface Reachable extends Sleeper {
	id: PersonId;
	/** May he decide this item now? */
	mayDecide: boolean;
	isAway: boolean;
	/** What he wants to hear of at once; the rest is in his summary. */
	atOnce: readonly Kind[];
	/** When he was woken, lately. */
	wokenAt: readonly number[];
}

export interface Telling {
	item: string;
	/** `rung-0` …, `due`: what this message counts for. Nobody is told twice of the same one. */
	steps: readonly string[];
	person: PersonId;
	kind: Kind;
	/** In quiet hours, because it was worth it. */
	wakes: boolean;
}

/** Milliseconds that a step has before the next one, however long a customer has waited already. */
export const stepTime = 5 * 60_000;

/** When a person was told of a step of this item; nothing: not yet. */
export type ToldAt = (step: string, person: PersonId) => number | undefined;

/** Who has to be told now. Asked again and again; what is answered is written down before the next time. */
export function tellingsNow(
	item: Item,
	ladder: readonly Rung[],
	people: readonly Reachable[],
	toldAt: ToldAt,
	now: number,
): Telling[] {
	const rungs = reached(item, ladder, people, toldAt, now);
	const isDue = item.dueAt !== null && now >= item.dueAt;
	const of = (step: string, {id, ...person}: Reachable): Telling => {
		const kind = kindOf(item, now);
		return {
			item: item.id,
			steps: [step],
			person: id,
			kind,
			wakes: mayTell(person, kind, {...person, now}) === 'wakes',
		};
	};
	const first = item.isClaimed
		? []
		: rungs.flatMap(({step, at, persons}) =>
				persons
					.filter(person => !knows(person, ladder, toldAt) && isToBeTold(person, item, at, now))
					.map(person => of(step, person)),
			);
	const again = isDue ? remindersOf(item, rungs, toldAt, now).map(person => of('due', person)) : [];
	return oneEach([...first, ...again]);
}

interface Reached {
	step: string;
	/** Since when. */
	at: number;
	persons: readonly Reachable[];
}

/**
 * The rungs whose time has come. A rung at which nobody can be told costs the customer no time: when all reviewers
 * sleep, whoever is on call is told at once.
 */
function reached(
	item: Item,
	ladder: readonly Rung[],
	people: readonly Reachable[],
	toldAt: ToldAt,
	now: number,
): Reached[] {
	const found: Reached[] = [];
	let at = item.heldAt;
	let isAnswered = false;
	for (const [n, rung] of ladder.entries()) {
		const step = `rung-${n}`;
		const earliest = item.since + rung.after * 60_000;
		at = n === 0 || isAnswered ? Math.max(earliest, at + (n === 0 ? 0 : stepTime)) : at;
		if (at > now) break;
		const persons = people.filter(person => isOn(rung, person) && !item.authors.includes(person.id));
		found.push({step, at, persons});
		const since = at;
		isAnswered = persons.some(
			person => knows(person, ladder, toldAt) || isToBeTold(person, item, since, now),
		);
	}
	return found;
}

/** Told by some step already: the ladder widens, it does not nag. Whoever knows is reminded when the clock is over. */
function knows({id}: Reachable, ladder: readonly Rung[], toldAt: ToldAt): boolean {
	return ladder.some((_, n) => toldAt(`rung-${n}`, id) !== undefined);
}

function isOn({persons}: Rung, {id, mayDecide, isAway}: Reachable): boolean {
	return !isAway && (persons ? persons.includes(id) : mayDecide);
}

/** What came while he slept is in his summary, not forty messages at seven in the morning. */
function isToBeTold(person: Reachable, item: Item, at: number, now: number): boolean {
	const kind = kindOf(item, now);
	if (!person.atOnce.includes(kind)) return false;
	const {wokenAt} = person;
	return [at, now].every(when => {
		const answer = mayTell(person, kind, {wokenAt, now: when});
		return answer === 'yes' || (answer === 'wakes' && !item.isLeft);
	});
}

/** The clock is over: whoever was asked is told once more, whoever slept is woken if that is worth it to him. */
function remindersOf(item: Item, rungs: readonly Reached[], toldAt: ToldAt, now: number): Reachable[] {
	const since = Math.max(item.dueAt!, item.heldAt);
	const heard = ({id}: Reachable) =>
		toldAt('due', id) !== undefined || rungs.some(({step}) => (toldAt(step, id) ?? 0) >= since);
	const asked = new Set(rungs.flatMap(({persons}) => persons));
	return [...asked].filter(person => !heard(person) && isToBeTold(person, item, since, now));
}

function kindOf({dueAt, isAnswer}: Item, now: number): Kind {
	if (dueAt !== null && now >= dueAt) return 'overdue';
	return isAnswer ? 'customer-waiting' : 'post-waiting';
}

/** A person on several steps whose time has come together is told once, and that counts for all of them. */
function oneEach(tellings: readonly Telling[]): Telling[] {
	const own = Map.groupBy(tellings, ({person}) => person);
	return [...own.values()].map(all => ({...all[0]!, steps: all.flatMap(({steps}) => steps)}));
}
