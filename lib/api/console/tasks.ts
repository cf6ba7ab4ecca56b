/** Tasks that a release of rules made. */
import * as z from 'zod';
import {postTaskSchema, settleTaskSchema} from '../contract/tasks.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const done = z.object({id: z.string()});

export const taskConsoleEndpoints = {
	postTasks: {
		method: 'GET',
		path: '/console/api/tasks',
		roles: 'anyone',
		reply: z.object({
			own: z.array(postTaskSchema),
			/** At the places of an admin or auditor. */
			all: z.array(postTaskSchema),
		}),
	},
	settlePostTask: {
		method: 'POST',
		path: '/console/api/tasks/:id',
		roles: 'anyone',
		request: settleTaskSchema,
		reply: done,
	},
	extendPostTask: {
		method: 'POST',
		path: '/console/api/tasks/:id/extend',
		roles: ['admin'],
		request: z.strictObject({days: z.int().min(1).max(14), reason: z.string().trim().min(3).max(500)}),
		reply: done,
	},
} as const satisfies Record<string, ConsoleEndpoint>;
