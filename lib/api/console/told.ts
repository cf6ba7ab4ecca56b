/** Being told outside the browser: what the company sets, and what each person sets for himself. */
import * as z from 'zod';
import {kinds} from '#lib/core/told/kind.ts';
import {channelSchema, toldPersonSchema, toldSettingsSchema} from '#lib/core/told/settings.schema.ts';
import {id, personRef, time} from '../contract/common.ts';
import type {ConsoleEndpoint} from './endpoint.ts';

const knownChannelSchema = channelSchema
	.omit({url: true})
	.extend({id, host: z.string(), createdAt: time})
	.loose();

const deliverySchema = z.object({
	id,
	/** The channel's name, or who gets the e-mail. */
	to: z.string(),
	how: z.enum(['mail', 'webhook', 'slack', 'teams', 'gone']),
	kind: z.enum([...kinds, 'summary', 'test']),
	at: time,
	state: z.enum(['waiting', 'sent', 'dead']),
	attempts: z.int(),
	/** When it is tried again. */
	nextAt: time.nullable(),
	result: z.string(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** Parsed in the route, where a refusal can name the field in words. */
const said = z.looseObject({});
const done = z.object({});

export const toldEndpoints = {
	beingTold: {
		method: 'GET',
		path: '/console/api/told',
		roles: ['admin', 'auditor'],
		reply: z.object({
			settings: toldSettingsSchema,
			channels: z.array(knownChannelSchema),
			/** The last ones, newest first; what was put aside stays on top. */
			deliveries: z.array(deliverySchema),
			/** Is a mail server set? */
			hasMail: z.boolean(),
			/** Whom the ladder can name, and who of them can be reached. */
			people: z.array(personRef.extend({isReached: z.boolean()})),
		}),
	},
	putToldSettings: {
		method: 'PUT',
		path: '/console/api/told',
		roles: ['admin'],
		request: said,
		reply: toldSettingsSchema,
	},
	/** `secret`: shown this once. */
	addChannel: {
		method: 'POST',
		path: '/console/api/told/channels',
		roles: ['admin'],
		request: said,
		reply: knownChannelSchema.extend({secret: z.string()}),
	},
	removeChannel: {method: 'DELETE', path: '/console/api/told/channels/:id', roles: ['admin'], reply: done},
	/** Really sends, and answers when it has arrived or not. */
	testChannel: {
		method: 'POST',
		path: '/console/api/told/channels/:id/test',
		roles: ['admin'],
		reply: deliverySchema,
	},
	sendAgain: {method: 'POST', path: '/console/api/told/messages/:id/again', roles: ['admin'], reply: done},
	myTelling: {
		method: 'GET',
		path: '/console/api/told/mine',
		roles: 'anyone',
		reply: z.object({
			wishes: toldPersonSchema,
			hasMail: z.boolean(),
			/** How often he was woken in the last twelve hours. */
			woken: z.int(),
		}),
	},
	putMyTelling: {
		method: 'PUT',
		path: '/console/api/told/mine',
		roles: 'anyone',
		request: said,
		reply: toldPersonSchema,
	},
	/** An e-mail to one's own address, now. */
	testMail: {method: 'POST', path: '/console/api/told/mine/test', roles: 'anyone', reply: deliverySchema},
} as const satisfies Record<string, ConsoleEndpoint>;
