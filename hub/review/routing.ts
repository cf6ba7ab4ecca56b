/** Who would get this, and how soon: the signed workflow applied to a draft, with the people there are. */
import type {Draft} from '#lib/core/draft.ts';
import {isWithin, type Location} from '#lib/core/identity/location.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {PersonId} from '#lib/core/review/hold.ts';
import {languageOf} from '#lib/core/review/language.ts';
import {type Route, routeFor} from '#lib/core/review/route.ts';
import {type Candidate, fixRoute, type HeldRoute, stepFor} from '#lib/core/review/steps.ts';
import type {RulesNow} from '../policy/rules.ts';
import type {Reader} from '../store/schema.ts';
import {abilitiesOf, isAway} from './abilities.ts';
import {parseHold} from './hold-store.ts';

interface Routed {
	draft: Draft;
	findings: readonly Finding[];
	location: Location;
	authors: readonly PersonId[];
}

/** The steps for this draft, fixed; `null` where the rules ask for nothing special. */
export async function routeOfDraft(
	db: Reader,
	{workflow}: RulesNow,
	{draft, findings, location, authors}: Routed,
	/** From when its minutes count: a customer's message, or now. */
	since: number,
): Promise<HeldRoute | null> {
	if (!workflow.routes) return null;
	const approvedBefore = await approvalsOf(db, authors[0]!);
	const facts = {draft, findings, location, language: languageOf(draft.text), approvedBefore};
	const route = routeFor(workflow.routes, facts);
	return route ? fixRoute(route, workflow.pools ?? {}, authors, dueAt(route, since)) : null;
}

function dueAt({within}: Route, since: number): number | null {
	return within === undefined ? null : since + within * 60_000;
}

/** How many drafts of this person were approved, ever. */
async function approvalsOf(db: Reader, person: PersonId): Promise<number> {
	const row = await db
		.selectFrom('hold_events')
		.innerJoin('holds', 'holds.id', 'hold_events.hold')
		.select(({fn}) => fn.count('hold_events.n').as('n'))
		.where('hold_events.type', '=', 'released')
		.where('holds.author', '=', person)
		.executeTakeFirst();
	return Number(row?.n ?? 0);
}

export interface Preview {
	/** Of the route; `null` without one. */
	name: string | null;
	steps: {name: string; need: number; available: number}[];
	/** Milliseconds from submission to approval, the middle of the last ones; `null` = too few to say. */
	usual: number | null;
	/** Who may decide the step that comes first, or any of those that are open together. */
	able: readonly PersonId[];
}

/** What the author is told before anything is sent: no word of the draft is needed for it. */
export async function preview(
	db: Reader,
	{workflow, needed}: RulesNow,
	{location, route: name, author}: {location: Location; route: string | null; author: PersonId},
	now: number,
): Promise<Preview> {
	const route = workflow.routes?.find(known => known.name === name);
	const held = route ? fixRoute(route, workflow.pools ?? {}, [author], null) : null;
	const people = await candidates(db, now);
	const others = people.filter(({person}) => person !== author);
	const placed = {location, authors: [author], route: held, approvals: [], needed};
	const ask = (n: number) => {
		const alone = held && {...held, order: 'parallel' as const, steps: [held.steps[n]!]};
		const able = others.filter(person => typeof stepFor({...placed, route: alone}, person, now) !== 'string');
		return able.map(({person}) => person);
	};
	const asked = held ? held.steps : [{name: 'Reviewers', need: needed}];
	const able = asked.map((_, n) => ask(n));
	const steps = asked.map(({name, need}, n) => ({name, need, available: able[n]!.length}));
	const first = held?.order === 'parallel' ? [...new Set(able.flat())] : able[0]!;
	const usual = await usualWait(db, location, route?.name ?? null);
	return {name: route?.name ?? null, steps, usual, able: first};
}

/** Reviewers who are not away. */
async function candidates(db: Reader, now: number): Promise<Candidate[]> {
	const rows = await db
		.selectFrom('roles')
		.select('person')
		.where('role', '=', 'reviewer')
		.distinct()
		.execute();
	const found: Candidate[] = [];
	for (const {person} of rows) {
		if (await isAway(db, person, now)) continue;
		const roles = await db
			.selectFrom('roles')
			.select(['role', 'location'])
			.where('person', '=', person)
			.execute();
		found.push({person, roles, ...(await abilitiesOf(db, person, now))});
	}
	return found;
}

/** Approvals looked at for the usual wait, and how many there must be to say anything. */
const [sample, enough] = [50, 5];

async function usualWait(db: Reader, location: Location, route: string | null): Promise<number | null> {
	const rows = await db
		.selectFrom('holds')
		.select('hold')
		.where('state', 'in', ['approved', 'released', 'sent', 'archived'])
		.orderBy('updated_at', 'desc')
		.limit(10 * sample)
		.execute();
	const waits = rows
		.map(({hold}) => parseHold(hold))
		.filter(hold => isWithin(hold.location, location) && (hold.route?.name ?? null) === route)
		.slice(0, sample)
		.flatMap(({approvals, heldAt}) => approvals.slice(-1).map(({at}) => at - heldAt))
		.sort((a, b) => a - b);
	return waits.length < enough ? null : waits[Math.floor(waits.length / 2)]!;
}
