/** How strict an account is watched, and that a place below may be stricter than the one above, never looser. */
import {isWithin, type Location} from './location.ts';
import {hasRole, type RoleAt} from './roles.ts';

export interface Strictness {
	/** `managed` = only browsers with all locks on. */
	gate: 'any' | 'managed';
	/** What happens when the page cannot be read. */
	blind: 'closed' | 'capture' | 'warn';
}

/** From the strictest to the loosest. */
const gates: readonly Strictness['gate'][] = ['managed', 'any'];
const blindness: readonly Strictness['blind'][] = ['closed', 'warn', 'capture'];

/** What a new account has unless somebody says otherwise. */
export const usual: Strictness = {gate: 'any', blind: 'closed'};
/** Asks for nothing. */
export const loosest: Strictness = {gate: 'any', blind: 'capture'};

/** Does the second let more out than the first? */
export function loosens(before: Strictness, after: Strictness): boolean {
	return (
		gates.indexOf(after.gate) > gates.indexOf(before.gate) ||
		blindness.indexOf(after.blind) > blindness.indexOf(before.blind)
	);
}

export function stricterOf(a: Strictness, b: Strictness): Strictness {
	return {
		gate: gates[Math.min(gates.indexOf(a.gate), gates.indexOf(b.gate))]!,
		blind: blindness[Math.min(blindness.indexOf(a.blind), blindness.indexOf(b.blind))]!,
	};
}

/** What the place itself and all places above it ask for together. */
export function floorAt(
	places: readonly ({location: Location} & Strictness)[],
	location: Location,
): Strictness {
	return places.filter(place => isWithin(location, place.location)).reduce<Strictness>(stricterOf, loosest);
}

/** Whoever decides, makes rules or examines. */
const weighty: readonly RoleAt['role'][] = ['reviewer', 'admin', 'auditor', 'rule-reviewer'];
/** Whoever keeps an eye on admins: also taking them away is a change of power. */
const overseers: readonly RoleAt['role'][] = ['admin', 'auditor', 'rule-reviewer'];

/** Is this a change of power, for which one admin is not enough (trust.md, T17)? */
export function needsTwo(before: readonly RoleAt[], after: readonly RoleAt[]): boolean {
	const gained = after.some(({role, location}) => weighty.includes(role) && !hasRole(before, role, location));
	const lost = before.some(({role, location}) => overseers.includes(role) && !hasRole(after, role, location));
	return gained || lost;
}

export function isWeighty(roles: readonly RoleAt[]): boolean {
	return roles.some(({role}) => weighty.includes(role));
}
