/** Rules tried on the company's own archive before anybody meets them. */
import * as z from 'zod';
import {time} from '../contract/common.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const triers = ['admin', 'rule-reviewer'] as const;

const subject = z.discriminatedUnion('kind', [
	z.strictObject({kind: z.literal('changes')}),
	z.strictObject({kind: z.literal('rule'), pack: z.string(), rule: z.string()}),
	z.strictObject({kind: z.literal('pack'), pack: z.string()}),
	z.strictObject({kind: z.literal('release'), version: z.int()}),
]);
export type BacktestSubject = z.infer<typeof subject>;

const head = z.object({
	id: z.string(),
	subject,
	/** Nobody: the hub itself, after a release. */
	by: z.string().nullable(),
	at: time,
	state: z.enum(['running', 'done', 'stopped', 'failed']),
	done: z.int(),
	total: z.int(),
	days: z.int(),
	/** Milliseconds. */
	took: z.int(),
	problem: z.string().nullable(),
});
export type BacktestHead = z.infer<typeof head>;

const standings = z.enum(['live', 'waiting', 'approved', 'other']);

/** 95 % of such intervals hold the true share. */
const precision = z.object({estimate: z.number(), low: z.number(), high: z.number(), read: z.int()});

/** What was found, counted. */
export const backtestSchema = head.extend({
	/** Items that the tried rules find. */
	caught: z.int(),
	/** Those of them that the rules in force let go, or let go more easily. */
	fresh: z.int(),
	/** Items that only the rules in force find. */
	gone: z.int(),
	/** Of the fresh ones: where they stand now. */
	live: z.int(),
	waiting: z.int(),
	approved: z.int(),
	loadPerDay: z.number(),
	rules: z.array(z.object({rule: z.string(), hits: z.int(), precision: precision.nullable()})),
	places: z.array(z.object({location: z.string(), items: z.int()})),
	/** Places of the firm where people post. */
	branches: z.int(),
});
export type BacktestFound = z.infer<typeof backtestSchema>;

export const backtestEndpoints = {
	backtests: {
		method: 'GET',
		path: '/console/api/backtests',
		roles: triers,
		reply: z.object({
			backtests: z.array(head),
			changes: z.int(),
			packs: z.array(
				z.object({
					id: z.string(),
					title: z.string(),
					rules: z.array(z.object({id: z.string(), title: z.string()})),
				}),
			),
		}),
	},
	startBacktest: {
		method: 'POST',
		path: '/console/api/backtests',
		roles: triers,
		request: z.strictObject({
			subject: z.discriminatedUnion('kind', [
				z.strictObject({kind: z.literal('changes')}),
				z.strictObject({kind: z.literal('rule'), pack: z.string(), rule: z.string()}),
				z.strictObject({kind: z.literal('pack'), pack: z.string()}),
			]),
			days: z.int().min(1).max(3650),
		}),
		reply: z.object({id: z.string()}),
	},
	backtest: {
		method: 'GET',
		path: '/console/api/backtests/:id',
		roles: triers,
		reply: backtestSchema,
	},
	stopBacktest: {
		method: 'POST',
		path: '/console/api/backtests/:id/stop',
		roles: triers,
		reply: z.object({id: z.string()}),
	},
	/** What is not marked yet, by lot; or everything of one standing. */
	backtestExamples: {
		method: 'GET',
		path: '/console/api/backtests/:id/examples',
		roles: triers,
		query: z.object({standing: standings.optional(), rule: z.string().max(200).optional()}),
		reply: z.object({
			examples: z.array(
				z.object({
					item: z.string(),
					rule: z.string(),
					severity: z.string(),
					kind: z.enum(['new', 'same', 'gone']),
					standing: standings,
					location: z.string(),
					name: z.string(),
					at: time,
					url: z.string(),
					author: z.string(),
					/** Erased since: nothing. */
					text: z.string().nullable(),
					start: z.int(),
					end: z.int(),
					mark: z.enum(['right', 'wrong']).nullable(),
				}),
			),
		}),
	},
	markExample: {
		method: 'POST',
		path: '/console/api/backtests/:id/marks',
		roles: triers,
		request: z.strictObject({
			item: z.string().max(200),
			rule: z.string().max(200),
			mark: z.enum(['right', 'wrong']).nullable(),
		}),
		reply: z.object({id: z.string()}),
	},
} as const satisfies Record<string, ConsoleEndpoint>;
