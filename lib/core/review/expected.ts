/** What the author's own browser demands of approvals, by the signed rules it holds and not by the hub's word. */
import type {Draft} from '../draft.ts';
import type {Location} from '../identity/location.ts';
import type {PersonId} from '../identity/person.ts';
import type {Finding} from '../policy/finding.ts';
import {languageOf} from './language.ts';
import {type Pool, personsNeeded, type Route, routeFor} from './route.ts';

export interface Demanded {
	/** Different persons, at least. */
	needed: number;
	/** Buddy branches whose reviewers may approve this. */
	locations: readonly Location[];
	/** Reviewers who may approve it wherever they are. */
	persons: readonly PersonId[];
}

interface Rules {
	approvals?: number | undefined;
	routes?: readonly Route[] | undefined;
	pools?: Readonly<Record<string, Pool>> | undefined;
}

interface Facts {
	draft: Draft;
	findings: readonly Finding[];
	location: Location;
}

/**
 * How many approvals the author has had before is the hub's to know: so both routes count, the one for beginners and the
 * one for the others. At least as many persons as the weaker of them asks for; from the places that either names.
 */
export function demandedBy(rules: Rules, {draft, findings, location}: Facts): Demanded {
	const facts = {draft, findings, location, language: languageOf(draft.text)};
	const routes = [0, Number.MAX_SAFE_INTEGER].map(approvedBefore =>
		routeFor(rules.routes, {...facts, approvedBefore}),
	);
	const pools = routes.flatMap(route => (route ? poolsOf(route, rules.pools ?? {}) : []));
	return {
		needed: Math.min(...routes.map(route => personsNeeded(route, rules.approvals ?? 1))),
		locations: pools.flatMap(({locations = []}) => locations),
		persons: pools.flatMap(({persons = []}) => persons),
	};
}

function poolsOf({steps, escalatesTo}: Route, pools: Readonly<Record<string, Pool>>): Pool[] {
	return [escalatesTo, ...steps.map(({pool}) => pool)].flatMap(name => {
		const pool = name === undefined ? undefined : pools[name];
		return pool ? [pool] : [];
	});
}
