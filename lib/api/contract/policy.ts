/** Rules, as they are signed. */
import * as z from 'zod';
import {digestSchema} from '#lib/core/draft.schema.ts';
import {id, time} from './common.ts';

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
