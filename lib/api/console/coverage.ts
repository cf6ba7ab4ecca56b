/** Which browser has which rules, since when. */
import * as z from 'zod';
import {siteIdSchema} from '#lib/core/draft.schema.ts';
import {time} from '../contract/common.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const readers = ['admin', 'auditor'] as const;
const admin = ['admin'] as const;

const tally = z.object({
	all: z.int(),
	current: z.int(),
	arriving: z.int(),
	offline: z.int(),
	stuck: z.int(),
});

const pause = z.object({
	id: z.string(),
	device: z.string().nullable(),
	/** Handle of the account; nothing where one browser is paused. */
	account: z.string().nullable(),
	location: z.string(),
	reason: z.string(),
	by: z.string(),
	at: time,
	/** Who wants to end it before the rules have arrived. */
	liftBy: z.string().nullable(),
	liftReason: z.string().nullable(),
	/** May the person who asks say yes to that? */
	mayLift: z.boolean(),
});

const browser = z.object({
	device: z.string(),
	person: z.string(),
	label: z.string(),
	browser: z.string(),
	extension: z.string(),
	location: z.string(),
	state: z.enum(['current', 'arriving', 'offline', 'stuck']),
	/** Of the rules that it has; nothing before it said so. */
	version: z.int().nullable(),
	since: time.nullable(),
	seenAt: time.nullable(),
	nudgedAt: time.nullable(),
	/** Records that it has not delivered yet. */
	waiting: z.int(),
	/** Of its pause. */
	pause: z.string().nullable(),
});
export type CoveredBrowser = z.infer<typeof browser>;

export const coverageEndpoints = {
	coverage: {
		method: 'GET',
		path: '/console/api/coverage',
		roles: readers,
		reply: z.object({
			now: time,
			version: z.int().nullable(),
			/** Since when these rules are in force. */
			from: time.nullable(),
			all: tally,
			/** Milliseconds until half and until 95 % of all browsers had them. */
			half: z.number().nullable(),
			most: z.number().nullable(),
			branches: z.array(tally.extend({location: z.string()})),
			/** Those that have them not, the stuck ones first; at most 200. */
			left: z.array(browser),
			pauses: z.array(pause),
			accounts: z.array(
				z.object({site: siteIdSchema, id: z.string(), handle: z.string(), location: z.string()}),
			),
		}),
	},
	/** Every browser of one branch. */
	coverageAt: {
		method: 'GET',
		path: '/console/api/coverage/at/:location',
		roles: readers,
		reply: z.object({browsers: z.array(browser)}),
	},
	nudge: {
		method: 'POST',
		path: '/console/api/coverage/nudge',
		roles: admin,
		request: z.strictObject({devices: z.array(z.string()).min(1).max(1000)}),
		reply: z.object({told: z.int()}),
	},
	pause: {
		method: 'POST',
		path: '/console/api/coverage/pause',
		roles: admin,
		request: z.strictObject({
			what: z.union([
				z.strictObject({device: z.string()}),
				z.strictObject({account: z.strictObject({site: siteIdSchema, id: z.string()})}),
			]),
			reason: z.string().trim().min(3).max(500),
		}),
		reply: z.object({id: z.string()}),
	},
	/** Before the rules have arrived: the first admin asks, the second agrees. */
	liftPause: {
		method: 'POST',
		path: '/console/api/coverage/pauses/:id/lift',
		roles: admin,
		request: z.strictObject({reason: z.string().trim().min(3).max(500)}),
		reply: z.object({now: z.enum(['asked', 'ended'])}),
	},
} as const satisfies Record<string, ConsoleEndpoint>;
