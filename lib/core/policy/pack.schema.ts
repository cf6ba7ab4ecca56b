import * as z from 'zod';
import {profiles} from './format.ts';
import {dateSchema, endsLater, endsTooSoon, type Rule, setsSchema} from './rule.schema.ts';

/** Of a rule, what was learned about it from labelled drafts: bias, then `feature=weight` (`npm run learn`). */
export const learnedSchema = z.record(z.string(), z.string().regex(/^-?\d+( \S+=-?\d{1,4})*$/));

/** `pack.yaml`: what a pack is and for whom. */
export const packSchema = z
	.strictObject({
		id: z.string().regex(/^[a-z][a-z0-9-]*$/),
		title: z.string(),
		version: z.string().regex(/^\d+\.\d+\.\d+$/),
		from: dateSchema,
		to: dateSchema,
		minimumEngine: z.int().min(1),
		profiles: z.array(z.enum(profiles)).min(1),
		/** Folders of shared word sets, relative to the pack. */
		uses: z.array(z.string()).default([]),
		sets: setsSchema.default({}),
		learned: learnedSchema.optional(),
	})
	.refine(endsLater, endsTooSoon);

/** A pack with its rules, all word sets it uses included: what `compile` takes and the hub stores. */
export type Pack = Omit<z.infer<typeof packSchema>, 'uses'> & {rules: Rule[]};
