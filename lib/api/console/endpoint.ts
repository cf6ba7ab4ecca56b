import type * as z from 'zod';
import type {Role} from '#lib/core/identity/roles.ts';

/** `anyone`: whoever is signed in, whatever his roles. Else one of these roles somewhere; where, the route looks at. */
export type ConsoleRole = 'anyone' | readonly [Role, ...Role[]];

export interface ConsoleEndpoint {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: `/console/api/${string}`;
	roles: ConsoleRole;
	request?: z.ZodType;
	query?: z.ZodType;
	reply: z.ZodType;
}
