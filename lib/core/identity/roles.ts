import {isLocation, isWithin, type Location} from './location.ts';

/** A rule reviewer is the second person for rules, as a reviewer is for posts. */
export type Role = 'author' | 'reviewer' | 'admin' | 'auditor' | 'rule-reviewer';

/** A role holds at its location and everywhere below it. */
export interface RoleAt {
	role: Role;
	location: Location;
}

export type RoleProblem = 'not-a-location' | 'admin-and-auditor';

/** Has this role at the location itself or at one of its ancestors. */
export function hasRole(roles: readonly RoleAt[], role: Role, location: Location): boolean {
	return roles.some(held => held.role === role && isWithin(location, held.location));
}

/**
 * Why one person may not hold these roles together, or nothing. Whoever makes the rules never examines them: admin
 * and auditor exclude each other everywhere, also in different branches of the tree.
 */
export function mayHold(roles: readonly RoleAt[]): RoleProblem | undefined {
	if (!roles.every(({location}) => isLocation(location))) return 'not-a-location';
	const held = new Set(roles.map(({role}) => role));
	if (held.has('admin') && held.has('auditor')) return 'admin-and-auditor';
	return;
}

/** May this admin give or take these roles? Only at and below his own place. */
export function mayGrant(admin: readonly RoleAt[], roles: readonly RoleAt[]): boolean {
	return roles.every(({location}) => hasRole(admin, 'admin', location));
}
