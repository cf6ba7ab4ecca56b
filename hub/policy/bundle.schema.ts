import * as z from 'zod';
import {isLocation} from '#lib/core/identity/location.ts';
import type {Lesson} from '#lib/core/policy/bundle.ts';
import type {Company} from '#lib/core/policy/company.ts';
import {profiles} from '#lib/core/policy/format.ts';
import {stages} from '#lib/core/policy/stages.ts';
import {workflowSchema} from '#lib/core/policy/workflow.schema.ts';

const line = z.string().max(2000);
const lines = z.array(line).max(5000);

export const companySchema = z.object({
	profile: z.enum(profiles),
	legalName: line,
	statusLine: line,
	address: line,
	phones: lines,
	emails: lines,
	domains: lines,
	staff: lines,
	competitors: lines,
	lenders: lines,
}) satisfies z.ZodType<Company>;

const stepSchema = z.strictObject({
	stage: z.enum(stages),
	locations: z.array(z.string().max(1000).refine(isLocation)).min(1).max(200),
	from: z.int().nonnegative(),
});
const stagesSchema = z.record(z.string().max(200), z.array(stepSchema).max(20));

const lessonSchema = z.object({
	id: z.string().min(1).max(100),
	title: z.string().min(1).max(120),
	text: z.string().max(1000),
	rules: z.array(z.string().max(200)).max(1000).optional(),
}) satisfies z.ZodType<Lesson>;

/**
 * The outer form of a bundle. Packs arrive as parsed data, so their rules cannot go through the authoring schema again:
 * compiling them and running their examples is what proves them.
 */
export const bundleSchema = z.looseObject({
	v: z.literal(1),
	company: companySchema,
	packs: z
		.array(
			z.looseObject({
				id: z.string().min(1).max(200),
				version: z.string().min(1).max(100),
				rules: z.array(z.looseObject({id: z.string().min(1).max(200)})).max(2000),
			}),
		)
		.min(1)
		.max(100),
	workflow: workflowSchema,
	stages: stagesSchema.optional(),
	lesson: lessonSchema.optional(),
});
export type Bundle = z.infer<typeof bundleSchema>;
