import * as z from 'zod';
import {digestSchema, draftSchema, operationSchema, siteIdSchema} from '../draft.schema.ts';
import {findingSchema} from '../policy/finding.schema.ts';
import type {DeviceRecordOf} from './record.ts';

// Tolerant on purpose: a newer extension may say more, and its record is kept as it was signed. Bounds are the
// hub's protection against a device that is not ours.
const id = z.string().min(1).max(200);
const url = z.string().max(4000);
const text = z.string().max(100_000);
const time = z.int().nonnegative();
const nonce = z.string().regex(/^[0-9a-f]{32,128}$/, 'at least 128 random bits in hex');
const gate = z.enum(['managed', 'unmanaged']);
const where = {site: siteIdSchema, account: id};
const attempt = {release: id, hold: id.optional()};

const rules = z.array(z.string().max(200)).max(500);
export const mendedSchema = z.object({fixed: rules, corrected: rules});

const releasingSchema = z.looseObject({
	nonce,
	...attempt,
	draft: draftSchema,
	digest: digestSchema,
	policy: digestSchema,
	findings: z.array(findingSchema).max(500),
	gate,
	url,
	authorPerson: id,
	account: id,
	ready: z
		.looseObject({
			reply: id,
			version: z.int().positive(),
			digest: digestSchema,
			approval: id,
			writer: id,
			approver: id,
			offset: z.int().min(-1000).max(1000),
		})
		.optional(),
	helped: mendedSchema.optional(),
	versions: z
		.array(z.object({at: time, text, findings: z.array(z.string().max(200)).max(500)}))
		.max(500)
		.optional(),
});

const sentSchema = z.looseObject({
	nonce,
	...attempt,
	...where,
	siteId: z.string().max(200),
	url,
	digest: digestSchema,
	observedBy: z.enum(['main', 'network', 'dom']),
	confirmed: z.boolean(),
});

const failedSchema = z.looseObject({
	nonce,
	...attempt,
	...where,
	reason: z.string().max(2000),
	unsure: z.literal(true).optional(),
});

const blockedSchema = z.looseObject({
	nonce,
	...where,
	operation: z.union([operationSchema, z.string().max(200)]),
	lock: z.enum(['gesture', 'page', 'wire-url', 'wire-body', 'witness']),
	reason: z.string().max(2000),
	digest: digestSchema.optional(),
	draft: draftSchema.optional(),
});

const heartbeatSchema = z.looseObject({
	nonce,
	gate,
	extension: z.string().max(100),
	browser: z.string().max(300),
	policy: digestSchema.nullable(),
	accounts: z.array(z.string().max(300)).max(500),
	waiting: z.int().nonnegative(),
});

/** A record a second for 68 years; what a column of the archive counts to. */
const number = z
	.int()
	.positive()
	.max(2 ** 31 - 1);
const common = {v: z.literal(1), device: id, n: number, prev: digestSchema, at: time};

/** A device's record of any kind, body included. */
export const recordSchema = z.discriminatedUnion('kind', [
	z.object({...common, kind: z.literal('interaction.releasing'), body: releasingSchema}),
	z.object({...common, kind: z.literal('interaction.sent'), body: sentSchema}),
	z.object({...common, kind: z.literal('interaction.failed'), body: failedSchema}),
	z.object({...common, kind: z.literal('gate.blocked'), body: blockedSchema}),
	z.object({...common, kind: z.literal('heartbeat'), body: heartbeatSchema}),
]) as unknown as z.ZodType<DeviceRecordOf>;
