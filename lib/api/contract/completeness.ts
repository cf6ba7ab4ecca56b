/** What is missing, what explains it, and what the site itself says was published. */
import * as z from 'zod';
import {digestSchema, siteIdSchema} from '#lib/core/draft.schema.ts';
import {id, time} from './common.ts';

export const gapSchema = z.object({
	id,
	key: z.string(),
	kind: z.string(),
	what: z.string(),
	from: time,
	to: time,
	device: z.string().nullable(),
	site: z.string().nullable(),
	account: z.string().nullable(),
	count: z.int(),
	state: z.enum(['open', 'explained', 'closed', 'filled']),
	foundAt: time,
	owner: z.string().nullable(),
	reason: z.string(),
	evidence: z.string(),
	explainedBy: z.string().nullable(),
	closedBy: z.string().nullable(),
});
export const gapCommandSchema = z.discriminatedUnion('type', [
	z.object({type: z.literal('assign'), owner: id}),
	z.object({type: z.literal('explain'), reason: z.string().max(2000), evidence: z.string().max(2000)}),
	z.object({type: z.literal('close')}),
	z.object({type: z.literal('reopen'), reason: z.string().max(2000)}),
]);

export const statementSchema = z.object({
	period: z.object({from: time, to: time}),
	madeAt: time,
	accounts: z.int(),
	sequence: z.object({devices: z.int(), records: z.int(), missing: z.int(), unbroken: z.int()}),
	heartbeat: z.object({healthy: z.number(), unguarded: z.int(), silent: z.int()}),
	site: z.object({
		exports: z.array(z.object({site: z.string(), account: z.string(), madeAt: time})),
		without: z.int(),
		published: z.int(),
		matched: z.int(),
		notCaptured: z.int(),
		goneFromSite: z.int(),
	}),
	integrity: z.object({entries: z.int(), checkpoints: z.int(), consistent: z.int(), timestamps: z.int()}),
	gaps: z.array(
		z.object({id: z.string(), kind: z.string(), what: z.string(), state: z.string(), reason: z.string()}),
	),
	notCovered: z.array(z.string()),
	text: z.string(),
});

export const siteExportSchema = z.object({
	site: siteIdSchema,
	account: id,
	/** When the site made it; what the export itself says wins. */
	madeAt: time,
	files: z
		.array(z.object({path: z.string().max(500), text: z.string().max(50_000_000)}))
		.min(1)
		.max(500),
});
export const importedSchema = z.object({
	account: id,
	madeAt: time,
	published: z.int(),
	skipped: z.array(z.string()),
	sha256: digestSchema,
});
