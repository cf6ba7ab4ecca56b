/** What new rules judge otherwise than the ones before: for people to look at, never changed by itself. */
import * as z from 'zod';
import {siteIdSchema} from '#lib/core/draft.schema.ts';
import {id, personRef, time} from './common.ts';

export const postTaskSchema = z.object({
	id,
	/** Of the rules that made it. */
	version: z.int(),
	rule: z.string(),
	standing: z.enum(['live', 'waiting', 'approved']),
	location: z.string(),
	owner: personRef,
	site: siteIdSchema,
	account: z.string(),
	/** Of the post; empty where it is not public. */
	url: z.string(),
	/** Erased since: nothing. */
	text: z.string().nullable(),
	at: time,
	dueAt: time,
	extended: z.object({by: z.string(), reason: z.string()}).nullable(),
	how: z.enum(['taken-down', 'changed', 'by-itself']).nullable(),
	note: z.string(),
});
export type PostTask = z.infer<typeof postTaskSchema>;

export const settleTaskSchema = z.object({
	how: z.enum(['taken-down', 'changed']),
	note: z.string().max(2000),
});

export const taskEndpoints = {
	/** The caller's own open ones. */
	tasks: {method: 'GET', path: '/v1/tasks', auth: 'device', reply: z.array(postTaskSchema)},
	settleTask: {
		method: 'POST',
		path: '/v1/tasks/:id',
		auth: 'device',
		request: settleTaskSchema,
		reply: z.object({id}),
	},
} as const;
