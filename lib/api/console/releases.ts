/** Rules on their way to being in force, and how far they have come. */
import * as z from 'zod';
import {isLocation} from '#lib/core/identity/location.ts';
import {profiles} from '#lib/core/policy/format.ts';
import {stages} from '#lib/core/policy/stages.ts';
import {time} from '../contract/common.ts';
import {backtestSchema} from './backtest.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const readers = ['admin', 'auditor', 'rule-reviewer'] as const;
const admin = ['admin'] as const;

const step = z.strictObject({
	stage: z.enum(stages),
	locations: z
		.array(z.string().refine(isLocation, 'Write a location as a path, for example group/north/leeds.'))
		.min(1),
	from: time,
});
const lines = z.array(z.string().max(2000)).max(5000);
/** What the rules know about the company. */
export const detailsSchema = z.object({
	profile: z.enum(profiles),
	legalName: z.string().trim().min(1).max(2000),
	statusLine: z.string().max(2000),
	address: z.string().max(2000),
	phones: lines,
	emails: lines,
	domains: lines,
	staff: lines,
	competitors: lines,
	lenders: lines,
});

const plan = z.object({
	notBefore: time.nullable(),
	stages: z.record(z.string(), z.array(step)),
	note: z.string().max(2000),
	rollBackTo: z.int().nullable(),
	/** Other details of the company, with the rules as they are. */
	company: detailsSchema.optional(),
	/** For everybody who writes, once, in the composer. */
	lesson: z.object({title: z.string().trim().min(1).max(120), text: z.string().trim().max(1000)}).optional(),
});

export const changeSchema = z.object({
	pack: z.string(),
	rule: z.string().nullable(),
	what: z.enum(['new', 'changed', 'removed']),
	title: z.string(),
	lines: z.array(z.string()),
	/** Would anything be let through that is stopped now? */
	loosens: z.boolean(),
});
export type RulesChange = z.infer<typeof changeSchema>;

const release = z.object({
	id: z.string(),
	state: z.enum(['waiting', 'approved', 'refused', 'withdrawn']),
	digest: z.string(),
	plan,
	difference: z.array(changeSchema),
	by: z.string(),
	at: time,
	decidedBy: z.string().nullable(),
	decidedAt: time.nullable(),
	note: z.string().nullable(),
	version: z.int().nullable(),
	/** May the person who asks decide it? */
	mayDecide: z.boolean(),
	isOwn: z.boolean(),
	/** While it waits: the last time these rules were tried on the archive. */
	backtest: backtestSchema.nullable(),
});
export type RulesRelease = z.infer<typeof release>;

export const releaseEndpoints = {
	releases: {
		method: 'GET',
		path: '/console/api/releases',
		roles: readers,
		reply: z.object({
			releases: z.array(release),
			/** What would be released now; nothing while nothing was changed. */
			changes: z.array(changeSchema),
			hasSecond: z.boolean(),
			versions: z.array(
				z.object({
					version: z.int(),
					digest: z.string(),
					notBefore: time,
					at: time,
					by: z.string(),
					inForce: z.boolean(),
				}),
			),
			stages: z.record(z.string(), z.array(step)),
			shadow: z.array(z.object({rule: z.string(), hits: z.int(), words: z.array(z.string())})),
			/** The newest, and how many of those who write have read it. */
			lesson: z.object({title: z.string(), text: z.string(), read: z.int(), of: z.int()}).nullable(),
			now: time,
		}),
	},
	proposeRelease: {
		method: 'POST',
		path: '/console/api/releases',
		roles: admin,
		request: plan,
		reply: z.object({id: z.string()}),
	},
	decideRelease: {
		method: 'POST',
		path: '/console/api/releases/:id',
		roles: ['admin', 'rule-reviewer'],
		request: z.strictObject({
			decision: z.enum(['approve', 'refuse', 'withdraw']),
			note: z.string().max(2000),
		}),
		reply: z.object({id: z.string()}),
	},
	/** To the version before this one, at once. */
	rollBack: {
		method: 'POST',
		path: '/console/api/roll-back',
		roles: admin,
		request: z.strictObject({reason: z.string().trim().min(3).max(2000)}),
		reply: z.object({version: z.int()}),
	},
} as const satisfies Record<string, ConsoleEndpoint>;
