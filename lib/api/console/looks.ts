/** Whether second looks agree with the first, and whether practice items are noticed. */
import * as z from 'zod';
import {siteIdSchema} from '#lib/core/draft.schema.ts';
import {time} from '../contract/common.ts';
import {holdStateSchema, returnReasonSchema} from '../contract/holds.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

/** Percent of the approvals; one practice item in about so many decisions. 0 = never. */
const habits = z.strictObject({
	secondLook: z.int().min(0).max(100),
	practice: z.int().min(0).max(1000),
});

const looks = z.object({
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

const words = z.string().trim().min(10).max(2000);
const practiceItem = z.object({
	key: z.string(),
	site: siteIdSchema,
	/** The message answered; `null`: it is a post. */
	inReplyTo: z.string().nullable(),
	text: z.string(),
	problem: z.string(),
	/** Who wrote it; `null`: it comes with the product. */
	by: z.string().nullable(),
	isUsed: z.boolean(),
});
export type ShownPracticeItem = z.infer<typeof practiceItem>;

export type Looks = z.infer<typeof looks>;

export const looksEndpoints = {
	looks: {
		method: 'GET',
		path: '/console/api/looks',
		roles: ['admin', 'auditor'],
		reply: looks,
	},
	setHabits: {
		method: 'PUT',
		path: '/console/api/looks/habits',
		roles: ['admin'],
		request: habits,
		reply: habits,
	},
	/** What reviewers practise on. Not for reviewers, who would know them then. */
	practiceItems: {
		method: 'GET',
		path: '/console/api/looks/practice',
		roles: ['admin', 'auditor'],
		reply: z.array(practiceItem),
	},
	writePracticeItem: {
		method: 'POST',
		path: '/console/api/looks/practice',
		roles: ['admin'],
		request: z.strictObject({
			site: siteIdSchema,
			inReplyTo: z.string().trim().min(1).max(2000).nullable(),
			text: words,
			problem: words,
		}),
		reply: z.object({key: z.string()}),
	},
	choosePracticeItem: {
		method: 'PUT',
		path: '/console/api/looks/practice/:key',
		roles: ['admin'],
		request: z.strictObject({isUsed: z.boolean()}),
		reply: z.object({}),
	},
} as const satisfies Record<string, ConsoleEndpoint>;
