/**
 * Workflows as policy data (product.md, HA2 and HA3): who must look at what, in which steps. Part of the signed bundle;
 * the first route that matches wins. A route can only ask for more: without one, one reviewer of the place decides.
 */
import type {Draft, Operation} from '../draft.ts';
import {isWithin, type Location} from '../identity/location.ts';
import type {PersonId} from '../identity/person.ts';

export interface Route {
	name: string;
	/** All that is given must be true; nothing given matches everything. */
	when: When;
	/** Needs a second person even where no rule says so; without it, a route only says who that is. */
	holds?: boolean | undefined;
	/** Steps one after the other, or all at once. */
	order: 'sequence' | 'parallel';
	steps: readonly RouteStep[];
	/** Minutes in which somebody should have decided; of a customer's wait where one waits. */
	within?: number | undefined;
	/** A pool that is asked too once the time is over; it widens, and never approves. */
	escalatesTo?: string | undefined;
}

export interface When {
	/** Ids of rules; `FIN-*` for all that begin so. */
	rules?: readonly string[] | undefined;
	/** Packs by id: what the draft is about. */
	topics?: readonly string[] | undefined;
	operations?: readonly Operation[] | undefined;
	/** `x:1700000000000000001` */
	accounts?: readonly string[] | undefined;
	locations?: readonly Location[] | undefined;
	/** ISO 639-1, as far as it can be told. */
	languages?: readonly string[] | undefined;
	/** The author has had fewer than this many posts approved. */
	fewerApprovedThan?: number | undefined;
}

export interface RouteStep {
	name: string;
	/** A pool of the workflow; without one, the reviewers of the place. */
	pool?: string | undefined;
	/** How many of them, or every one. */
	need: number | 'all';
	/** What each of them must be competent for at that moment. */
	competence?: string | undefined;
}

/** Named persons, and buddy branches whose reviewers help out. */
export interface Pool {
	persons?: readonly PersonId[] | undefined;
	locations?: readonly Location[] | undefined;
}

export interface RoutingFacts {
	draft: Pick<Draft, 'site' | 'account' | 'operation' | 'text'>;
	findings: readonly {rule: string; pack: string}[];
	location: Location;
	language: string | null;
	/** Posts of this author that were approved; `null` where it is not known: then both may be meant. */
	approvedBefore: number | null;
}

/** The route for this draft, or none. Pure, and the same in the browser, which has the same signed rules. */
export function routeFor(routes: readonly Route[] | undefined, facts: RoutingFacts): Route | undefined {
	return routes?.find(({when}) => matches(when, facts));
}

function matches(when: When, facts: RoutingFacts): boolean {
	const {draft, location, language, approvedBefore} = facts;
	const tests = [
		when.rules?.some(rule => facts.findings.some(finding => isRule(finding.rule, rule))),
		when.topics?.some(topic => facts.findings.some(({pack}) => pack.split('@')[0] === topic)),
		when.operations?.includes(draft.operation),
		when.accounts?.includes(`${draft.site}:${draft.account}`),
		when.locations?.some(outer => isWithin(location, outer)),
		when.languages?.includes(language ?? ''),
		when.fewerApprovedThan === undefined || approvedBefore === null
			? undefined
			: approvedBefore < when.fewerApprovedThan,
	];
	return tests.every(isTrue => isTrue !== false);
}

function isRule(rule: string, pattern: string): boolean {
	return pattern.endsWith('*') ? rule.startsWith(pattern.slice(0, -1)) : rule === pattern;
}

/** How many different persons a route asks for, at least: what the author's browser demands by itself. */
export function personsNeeded(route: Route | undefined, approvals: number): number {
	const steps = route?.steps.map(({need}) => (need === 'all' ? 1 : need)) ?? [];
	return Math.max(
		1,
		approvals,
		steps.reduce((sum, need) => sum + need, 0),
	);
}
