/** A search of the archive, and what it comes to in figures. */
import * as z from 'zod';
import {digestSchema, siteIdSchema} from '#lib/core/draft.schema.ts';
import {few, id, time} from './common.ts';

export const text = z.string().max(2000);

export const itemStateSchema = z.enum([
	'held',
	'in_review',
	'changes_requested',
	'approved',
	'released',
	'sent',
	'unconfirmed',
	'rejected',
	'expired',
	'withdrawn',
	'superseded',
	'failed',
	'unknown',
	'stopped',
	'unseen',
	'unreleased',
]);

export const searchSchema = z.object({
	words: text.default(''),
	concept: z.object({id, version: z.int().positive()}).nullable().default(null),
	from: time.nullable().default(null),
	to: time.nullable().default(null),
	sites: few(siteIdSchema),
	accounts: few(id),
	locations: few(text),
	people: few(id),
	kinds: few(id),
	rules: few(id),
	states: few(itemStateSchema),
	/** What a figure of the evaluation counts. */
	facts: z.array(z.string().max(20_000)).max(20).default([]),
});

export const summarySchema = z.object({
	sent: z.int(),
	bySite: z.array(z.object({site: z.string(), count: z.int()})),
	editedLater: z.int(),
	deletedLater: z.int(),
	neverSent: z.int(),
	byState: z.array(z.object({state: z.string(), count: z.int()})),
	/** Posted word for word as two people had approved it in advance. */
	ready: z.int(),
	/** Of what else was sent: how many different people approved it; 0 = no approval was needed. */
	byApprovals: z.array(z.object({approvals: z.int(), count: z.int()})),
	selfApproved: z.int(),
	/** Milliseconds from being held to the approval, on average; `null` when nothing was approved. */
	averageWait: z.number().nullable(),
});
export type Summary = z.infer<typeof summarySchema>;

export const savedSearchSchema = z.object({
	/** `Q-231` */
	id,
	search: searchSchema,
	terms: z.array(z.string()),
	/** Entries of the log that counted. */
	position: z.int(),
	items: z.int(),
	digest: digestSchema,
	by: id,
	at: time,
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;
