/** Whose turn it is: the steps of one hold, fixed when it was submitted, and who may take which. */
import {isWithin, type Location} from '../identity/location.ts';
import type {PersonId} from '../identity/person.ts';
import {hasRole, type RoleAt} from '../identity/roles.ts';
import type {Pool, Route} from './route.ts';

/** A route as it stood for one hold: later rules do not change whose turn it is, only whether it may go out. */
export interface HeldRoute {
	name: string;
	order: Route['order'];
	steps: readonly HeldStep[];
	/** Milliseconds since 1970 by which somebody should have decided; `null` = no promise. */
	dueAt: number | null;
	/** Asked for wider than the route says, since when; who must approve does not change by it. */
	escalatedAt: number | null;
}

export interface HeldStep {
	name: string;
	need: number;
	competence: string | null;
	/** Only these persons; `null` = whoever reviews the place or one of `locations`. */
	persons: readonly PersonId[] | null;
	/** Buddy branches. */
	locations: readonly Location[];
	/** Asked too, once the hold was escalated. */
	wider: {persons: readonly PersonId[]; locations: readonly Location[]};
	/** Every one of `persons` must approve. */
	everyone: boolean;
}

/** Proven until a time; afterwards it counts for nothing. */
export interface Competence {
	name: string;
	/** Milliseconds since 1970. */
	until: number;
}

/** A person as far as steps ask. */
export interface Candidate {
	person: PersonId;
	roles: readonly RoleAt[];
	competences: readonly Competence[];
	/** Persons who are away and have handed over to this one. */
	standsInFor: readonly PersonId[];
}

export interface Placed {
	location: Location;
	authors: readonly PersonId[];
	route: HeldRoute | null;
	approvals: readonly {reviewer: PersonId; step?: number | undefined}[];
	needed: number;
}

/** The steps that wait now: all of a parallel route, else the first that is not complete. */
export function openSteps({route, approvals}: Placed): number[] {
	if (!route) return [];
	const open = route.steps.flatMap((step, n) => (isComplete(step, n, approvals) ? [] : [n]));
	return route.order === 'parallel' ? open : open.slice(0, 1);
}

function isComplete({need, persons, everyone}: HeldStep, n: number, approvals: Placed['approvals']): boolean {
	const by = new Set(approvals.filter(({step}) => step === n).map(({reviewer}) => reviewer));
	return everyone ? by.size >= (persons?.length ?? need) : by.size >= need;
}

/** Is nothing more needed once this approval is added? */
export function completes(
	placed: Placed,
	approval: {reviewer: PersonId; step?: number | undefined},
): boolean {
	const after = {...placed, approvals: [...placed.approvals, approval]};
	const persons = new Set(after.approvals.map(({reviewer}) => reviewer));
	return openSteps(after).length === 0 && persons.size >= placed.needed;
}

export type StepProblem = 'not-a-reviewer' | 'not-your-step' | 'not-competent';

/** The step that this person may approve now; or why there is none. Authors are refused before anybody asks this. */
export function stepFor(placed: Placed, candidate: Candidate, now: number): number | null | StepProblem {
	if (!placed.route) return hasRole(candidate.roles, 'reviewer', placed.location) ? null : 'not-a-reviewer';
	const {steps} = placed.route;
	const mine = openSteps(placed).filter(n => isAsked(steps[n]!, placed, candidate));
	if (mine.length === 0) return isAskedAnywhere(placed, candidate) ? 'not-your-step' : 'not-a-reviewer';
	return mine.find(n => isCompetent(steps[n]!, candidate, now)) ?? 'not-competent';
}

/** Is there any step of this route for this person, now or later? */
export function isAskedAnywhere(placed: Placed, candidate: Candidate): boolean {
	const {route, location} = placed;
	if (reviews(candidate, location)) return true;
	return route?.steps.some(step => isAsked(step, placed, candidate)) ?? false;
}

/** Whoever stands in for a named person must review the place himself: the author's browser demands it. */
function isAsked(
	{persons, locations, wider}: HeldStep,
	{location, route}: Placed,
	candidate: Candidate,
): boolean {
	const isWide = route?.escalatedAt !== null;
	const places = [...(persons ? [] : [location]), ...locations, ...(isWide ? wider.locations : [])];
	if (places.some(place => reviews(candidate, place))) return true;
	const named = [...(persons ?? []), ...(isWide ? wider.persons : [])];
	if (named.includes(candidate.person)) return candidate.roles.some(({role}) => role === 'reviewer');
	return candidate.standsInFor.some(person => named.includes(person)) && reviews(candidate, location);
}

function reviews({roles}: Candidate, place: Location): boolean {
	return roles.some(held => held.role === 'reviewer' && isWithin(place, held.location));
}

function isCompetent({competence}: HeldStep, {competences}: Candidate, now: number): boolean {
	return competence === null || competences.some(({name, until}) => name === competence && now < until);
}

/** Fixes a route for one hold. Authors are taken out of every list: a pool is never a way round four eyes. */
export function fixRoute(
	route: Route,
	pools: Readonly<Record<string, Pool>>,
	authors: readonly PersonId[],
	dueAt: number | null,
): HeldRoute {
	const wide = route.escalatesTo === undefined ? undefined : pools[route.escalatesTo];
	const wider = {
		persons: wide?.persons?.filter(person => !authors.includes(person)) ?? [],
		locations: wide?.locations ?? [],
	};
	return {
		name: route.name,
		order: route.order,
		dueAt,
		escalatedAt: null,
		steps: route.steps.map(({name, need, competence, pool}) => {
			const {persons, locations = []} = (pool === undefined ? undefined : pools[pool]) ?? {};
			const others = persons?.filter(person => !authors.includes(person)) ?? null;
			const everyone = need === 'all' && others !== null;
			return {
				name,
				need: everyone ? Math.max(1, others.length) : need === 'all' ? 1 : need,
				competence: competence ?? null,
				persons: others,
				locations,
				wider,
				everyone,
			};
		}),
	};
}
