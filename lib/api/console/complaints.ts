/** The complaint log in the console. */
import * as z from 'zod';
import {complaintSchema, complaintStepSchema} from '../contract/complaints.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

export const complaintConsoleEndpoints = {
	openComplaints: {
		method: 'GET',
		path: '/console/api/complaints',
		roles: ['reviewer', 'admin', 'auditor'],
		reply: z.object({complaints: z.array(complaintSchema), now: z.int()}),
	},
	stepComplaint: {
		method: 'POST',
		path: '/console/api/complaints/:id/steps',
		roles: ['reviewer', 'admin'],
		request: complaintStepSchema,
		reply: z.object({id: z.string()}),
	},
} as const satisfies Record<string, ConsoleEndpoint>;
