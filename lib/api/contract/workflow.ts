/** Who looks at what: competences, absences, and "who would get this?". */
import * as z from 'zod';
import {siteIdSchema} from '#lib/core/draft.schema.ts';
import {id, time} from './common.ts';

const name = z.string().min(1).max(200);

/** Proven until a time; after it the person cannot approve what asks for it. */
export const competenceSchema = z.object({name, until: time});

export const heldRouteViewSchema = z.object({
	name: z.string(),
	/** By when somebody should have decided. */
	dueAt: time.nullable(),
	escalated: z.boolean(),
	steps: z.array(
		z.object({
			name: z.string(),
			need: z.int(),
			done: z.int(),
			competence: z.string().nullable(),
			open: z.boolean(),
		}),
	),
});

const absenceSchema = z.object({
	since: time,
	until: time,
	/** Reviewers who stand in. */
	delegates: z.array(id).max(20),
});

const previewSchema = z.object({
	name: z.string().nullable(),
	steps: z.array(z.object({name: z.string(), need: z.int(), available: z.int()})),
	/** Milliseconds until it was approved, the middle of the last ones. */
	usual: z.number().nullable(),
	/** Of those who may decide first; quiet hours are as each has said them. A hub before 2026.11.22 does not tell. */
	awake: z
		.object({
			people: z.int(),
			/** When the next of them is told again; `null`: nobody has said. */
			backAt: time.nullable(),
			/** Who is woken for this, and how often that was and may be tonight. */
			onCall: z.object({name: z.string(), woken: z.int(), most: z.int()}).nullable(),
		})
		.optional(),
});

export const workflowEndpoints = {
	/** By an admin, never for himself. A time that is over takes it away. */
	setCompetence: {
		method: 'POST',
		path: '/v1/people/:person/competences',
		auth: 'device',
		request: competenceSchema,
		reply: z.array(competenceSchema),
	},
	/** The person who asks is away; the named reviewers stand in where steps name persons. */
	handOver: {
		method: 'POST',
		path: '/v1/absences',
		auth: 'device',
		request: absenceSchema,
		reply: absenceSchema.extend({id}),
	},
	comeBack: {method: 'POST', path: '/v1/absences/end', auth: 'device', reply: z.object({})},
	/** "Who would get this?" The browser finds the route by itself in the signed rules: no word of a draft is sent. */
	routing: {
		method: 'GET',
		path: '/v1/routing',
		auth: 'device',
		/** `answer`: somebody outside waits for it. */
		query: z.object({
			...{site: siteIdSchema, account: id, route: name.optional()},
			answer: z.enum(['yes', 'no']).optional(),
		}),
		reply: previewSchema,
	},
} as const;
