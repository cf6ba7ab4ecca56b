/** The people of the firm. */
import * as z from 'zod';
import {personSchema} from '../contract/people.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

export const peopleEndpoints = {
	listPeople: {
		method: 'GET',
		path: '/console/api/people',
		roles: ['admin', 'auditor'],
		reply: z.array(personSchema),
	},
} as const satisfies Record<string, ConsoleEndpoint>;
