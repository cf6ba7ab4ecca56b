import * as z from 'zod';
import type {Finding} from './finding.ts';

export const severitySchema = z.enum(['block', 'review', 'advise']);
const confidenceSchema = z.enum(['certain', 'likely', 'possible']);

export const findingSchema = z.object({
	rule: z.string(),
	pack: z.string(),
	severity: severitySchema,
	confidence: confidenceSchema,
	start: z.int().nonnegative(),
	end: z.int().nonnegative(),
	message: z.string(),
	why: z.string(),
	say: z.string().optional(),
	route: z.literal(true).optional(),
	fixes: z.array(z.object({label: z.string(), start: z.int(), end: z.int(), text: z.string()})),
}) satisfies z.ZodType<Finding>;
