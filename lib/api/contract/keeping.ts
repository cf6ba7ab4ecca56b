/** How long what is kept, and what nobody may delete. */
import * as z from 'zod';
import {few, id, time} from './common.ts';

export const topicSchema = z.object({
	id: z.string().regex(/^[a-z0-9-]{1,60}$/),
	title: z.string().min(1).max(200),
	years: z.int().min(0).max(200).nullable(),
	notBefore: z.iso.date().nullable().default(null),
	basis: z.string().min(1).max(500),
	rules: few(id),
	kinds: few(id),
	concept: id.nullable().default(null),
});

export const legalHoldSchema = z.object({
	id: z.string().regex(/^[A-Za-z0-9-]{1,60}$/),
	reason: z.string(),
	entries: z.int(),
	items: z.int(),
	by: id,
	at: time,
	cleared: z.object({by: id, at: time}).nullable(),
});
