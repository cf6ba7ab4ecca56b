/** Rules, as they are signed. */
import * as z from 'zod';
import {digestSchema} from '#lib/core/draft.schema.ts';
import {id, time} from './common.ts';
import {receiptSchema} from './records.ts';

/** What the signed policy metadata points at: content-addressed, canonical JSON. */
export const policyMetaSchema = z.object({
	typ: z.literal('countersign-policy'),
	organisation: id,
	version: z.int().positive(),
	digest: digestSchema,
	previous: digestSchema.nullable(),
	notBefore: time,
	expires: time,
	minimumExtension: z.string(),
});
export type PolicyMeta = z.infer<typeof policyMetaSchema>;

/** The entry of the archive by which rules were published, proven under a checkpoint that follows the one the device knows. */
export const policyEntrySchema = receiptSchema.pick({
	index: true,
	leaf: true,
	proof: true,
	checkpoint: true,
	consistency: true,
});
