/** Stop orders: posting is stopped for a place, an account or everywhere, until a time (HA14). */
import * as z from 'zod';
import {siteIdSchema} from '#lib/core/draft.schema.ts';
import {time} from '../contract/common.ts';
import {stopSchema} from '../contract/events.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const readers = ['admin', 'auditor'] as const;
const admin = ['admin'] as const;
const named = z.object({id: z.string(), name: z.string()});

const order = stopSchema.omit({device: true, pause: true, speakers: true, templates: true}).extend({
	speakers: z.array(named),
	/** Ready replies that may go out all the same. */
	templates: z.array(named),
	/** Browsers of the place; those that have asked the hub since the order, and so have it. */
	browsers: z.object({all: z.int(), heard: z.int()}),
	mayEnd: z.boolean(),
});
export type ShownStop = z.infer<typeof order>;

export const stopEndpoints = {
	stops: {
		method: 'GET',
		path: '/console/api/stops',
		roles: readers,
		reply: z.object({
			now: time,
			stops: z.array(order),
			/** What an order can be about, and who and what it can leave alone. */
			places: z.array(z.string()),
			accounts: z.array(
				z.object({site: siteIdSchema, id: z.string(), handle: z.string(), location: z.string()}),
			),
			people: z.array(named),
			replies: z.array(z.object({id: z.string(), title: z.string(), location: z.string()})),
		}),
	},
	orderStop: {
		method: 'POST',
		path: '/console/api/stops',
		roles: admin,
		request: z.strictObject({
			location: z.string().max(1000),
			account: z.strictObject({site: siteIdSchema, id: z.string().max(200)}).nullable(),
			reason: z.string().trim().min(3).max(500),
			speakers: z.array(z.string().max(200)).max(50),
			templates: z.array(z.string().max(20)).max(50),
			drill: z.boolean(),
			until: time,
		}),
		reply: z.object({id: z.string()}),
	},
	endStopOrder: {
		method: 'POST',
		path: '/console/api/stops/:id/end',
		roles: admin,
		reply: z.object({}),
	},
} as const satisfies Record<string, ConsoleEndpoint>;
