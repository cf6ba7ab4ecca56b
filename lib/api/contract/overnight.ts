/** What went out while a reviewer slept: one line in the morning, and a few of the ready replies to look at. */
import * as z from 'zod';
import {siteIdSchema} from '#lib/core/draft.schema.ts';
import {id, personRef, time} from './common.ts';

export const overnightSchema = z.object({
	from: time,
	to: time,
	/** Answers to customers, and how many of them were ready-approved replies, word for word. */
	replies: z.int(),
	ready: z.int(),
	/** Drawn for this person, and not yet looked at. */
	sampled: z.array(
		z.object({
			/** As the archive names it. */
			id,
			reply: z.string(),
			/** Erased since: nothing. */
			text: z.string().nullable(),
			site: siteIdSchema,
			url: z.string(),
			person: personRef,
			at: time,
		}),
	),
});
export type Overnight = z.infer<typeof overnightSchema>;

export const sampleVerdictSchema = z.object({
	/** Whether the reply was right there; the reply itself is judged where it is signed. */
	verdict: z.enum(['fits', 'misplaced']),
	note: z.string().trim().max(2000).default(''),
});

export const overnightEndpoints = {
	/** `null`: this person's night is not just over, or nothing went out in it. */
	overnight: {
		method: 'GET',
		path: '/v1/overnight',
		auth: 'device',
		reply: z.object({overnight: overnightSchema.nullable()}),
	},
	judgeSample: {
		method: 'POST',
		path: '/v1/overnight/:id',
		auth: 'device',
		request: sampleVerdictSchema,
		reply: z.object({id}),
	},
} as const;
