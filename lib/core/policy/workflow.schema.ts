/** The workflow part of a bundle: who looks at what. Strict, because a typing error here would ask nobody. */
import * as z from 'zod';
import {operationSchema} from '../draft.schema.ts';
import type {Workflow} from './bundle.ts';

const name = z.string().min(1).max(200);
const names = z.array(name).max(500);
const minutes = z
	.int()
	.positive()
	.max(7 * 24 * 60);

const whenSchema = z.strictObject({
	rules: names.optional(),
	topics: names.optional(),
	operations: z.array(operationSchema).max(20).optional(),
	accounts: names.optional(),
	locations: names.optional(),
	languages: z.array(z.string().length(2)).max(50).optional(),
	fewerApprovedThan: z.int().positive().max(10_000).optional(),
});

const stepSchema = z.strictObject({
	name,
	pool: name.optional(),
	need: z.union([z.int().min(1).max(5), z.literal('all')]),
	competence: name.optional(),
});

const routeSchema = z.strictObject({
	name,
	when: whenSchema,
	order: z.enum(['sequence', 'parallel']),
	steps: z.array(stepSchema).min(1).max(5),
	holds: z.boolean().optional(),
	within: minutes.optional(),
	escalatesTo: name.optional(),
});

const poolSchema = z.strictObject({persons: names.optional(), locations: names.optional()});

export const workflowSchema = z
	.looseObject({
		secondPerson: z.enum(['findings', 'always']),
		/** How many different reviewers must approve. */
		approvals: z.int().min(1).max(5).optional(),
		/** Words whose coming or going in a suggestion makes no claim, besides those that Countersign knows. */
		plainWords: z.array(z.string().max(100)).max(500).optional(),
		/** The first that matches wins. */
		routes: z.array(routeSchema).max(100).optional(),
		pools: z.record(name, poolSchema).optional(),
		complaintRules: names.optional(),
		riskWords: names.optional(),
		dutyManager: name.optional(),
	})
	.refine(({routes = [], pools = {}}) => routes.every(route => isKnown(route, pools)), {
		message: 'a route names a pool that is not there',
		path: ['routes'],
	}) satisfies z.ZodType<Workflow>;

function isKnown({steps, escalatesTo}: z.infer<typeof routeSchema>, pools: object): boolean {
	const named = [escalatesTo, ...steps.map(({pool}) => pool)].filter(pool => pool !== undefined);
	return named.every(pool => Object.hasOwn(pools, pool));
}
