/** How our own work goes, in figures. Each names the words by which the archive's search finds its records. */
import * as z from 'zod';
import {outcomes} from '#lib/core/evaluation/told.ts';
import {stages} from '#lib/core/policy/stage.ts';
import {time} from '../contract/common.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const readers = ['admin', 'auditor'] as const;

const count = z.object({count: z.int(), facts: z.array(z.string()).readonly()});
/** Milliseconds. */
const times = count.extend({half: z.number().nullable(), most: z.number().nullable()});
const groups = <T extends z.ZodType>(value: T) => z.array(z.object({key: z.string(), value})).readonly();
const timesBy = z.object({all: times, branches: groups(times), kinds: groups(times), hours: groups(times)});
const estimate = z.object({estimate: z.number(), low: z.number(), high: z.number(), read: z.int()});

const rule = z.object({
	rule: z.string(),
	/** Empty: no longer among the rules. */
	title: z.string(),
	found: count,
	disputed: count,
	by: z.record(z.enum(outcomes), count),
	/** Examples of backtests that somebody read. */
	marks: z.int(),
	precision: estimate.nullable(),
	/** Percent. */
	budget: z.int(),
	stage: z.enum(stages),
});
export type EvaluatedRule = z.infer<typeof rule>;
export type CountOf = z.infer<typeof count>;
export type TimesBy = z.infer<typeof timesBy>;

const evaluation = z.object({
	/** Entries of the log that count: a search at this place finds the same. */
	position: z.int(),
	from: time,
	to: time,
	now: time,
	places: z.array(z.string()),
	/** Only auditors look into the archive. */
	mayOpen: z.boolean(),
	written: count,
	posted: count,
	hit: count,
	secondPerson: count,
	unreleased: count,
	branches: groups(z.object({written: count, hit: count, posted: count})),
	rules: z.array(rule),
	approval: timesBy,
	answer: timesBy,
	coaching: z.object({
		groups: z
			.array(
				z.object({
					places: z.array(z.string()).readonly(),
					authors: z.int(),
					...{written: count, hit: count, mended: count},
				}),
			)
			.readonly(),
		hidden: z.boolean(),
	}),
	stepBacks: z.array(
		z.object({
			...{id: z.string(), rule: z.string(), from: z.enum(stages), to: z.enum(stages)},
			/** Shares of 1. */
			...{estimate: z.number(), high: z.number(), budget: z.number()},
			...{judged: z.int(), version: z.int(), at: time},
		}),
	),
});
export type Evaluated = z.infer<typeof evaluation>;

const longest = 366 * 24 * 60 * 60_000;
const when = z.coerce.number().int().nonnegative();

/** `to` is not included; at most a year. */
export const periodSchema = z
	.object({from: when, to: when})
	.refine(({from, to}) => from < to && to - from <= longest, 'a period is at most a year');

export const figureEndpoints = {
	figures: {
		method: 'GET',
		path: '/console/api/figures',
		roles: readers,
		query: periodSchema,
		reply: evaluation,
	},
} as const satisfies Record<string, ConsoleEndpoint>;
