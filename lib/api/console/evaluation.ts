/** Whether second looks agree with the first, and whether practice items are noticed. */
import * as z from 'zod';
import {time} from '../contract/common.ts';
import {holdStateSchema, returnReasonSchema} from '../contract/holds.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

/** Percent of the approvals; one practice item in about so many decisions. 0 = never. */
const habits = z.strictObject({
	secondLook: z.int().min(0).max(100),
	practice: z.int().min(0).max(1000),
});

const evaluation = z.object({
	habits,
	second: z.object({
		drawn: z.int(),
		answered: z.int(),
		agreed: z.int(),
		/** The latest. */
		differs: z.array(
			z.object({
				/** The hold's id. */
				item: z.string(),
				at: time,
				location: z.string(),
				/** Nothing where it was not sent back with a reason. */
				reason: returnReasonSchema.nullable(),
				text: z.string(),
				state: holdStateSchema,
				approvedBy: z.array(z.string()),
				by: z.string(),
			}),
		),
	}),
	practice: z.object({
		given: z.int(),
		answered: z.int(),
		/** Nothing while so few people have answered that each could be guessed at. */
		found: z.int().nullable(),
	}),
});
export type Evaluation = z.infer<typeof evaluation>;

export const evaluationEndpoints = {
	evaluation: {
		method: 'GET',
		path: '/console/api/evaluation',
		roles: ['admin', 'auditor'],
		reply: evaluation,
	},
	setHabits: {
		method: 'PUT',
		path: '/console/api/evaluation/habits',
		roles: ['admin'],
		request: habits,
		reply: habits,
	},
} as const satisfies Record<string, ConsoleEndpoint>;
