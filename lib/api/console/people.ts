/** The people of the firm. */
import * as z from 'zod';
import {personSchema, roleSchema} from '../contract/people.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const rolesSchema = z.array(z.object({role: roleSchema, location: z.string().max(1000)})).max(50);

export const peopleEndpoints = {
	listPeople: {
		method: 'GET',
		path: '/console/api/people',
		roles: ['admin', 'auditor'],
		reply: z.array(personSchema),
	},
	/** A new person, and a link with which one browser is theirs. */
	invitePerson: {
		method: 'POST',
		path: '/console/api/people',
		roles: ['admin'],
		request: z.strictObject({name: z.string().trim().min(1).max(200), roles: rolesSchema.min(1)}),
		/** `waiting`: some of the roles wait for a second admin. */
		reply: z.object({url: z.string(), person: z.string(), expiresAt: z.int(), waiting: z.boolean()}),
	},
	/** In place of the ones the person has; none for somebody who leaves: every session ends then. */
	putRoles: {
		method: 'PUT',
		path: '/console/api/people/:person/roles',
		roles: ['admin'],
		request: z.strictObject({roles: rolesSchema}),
		reply: personSchema.extend({waiting: z.boolean()}),
	},
} as const satisfies Record<string, ConsoleEndpoint>;
