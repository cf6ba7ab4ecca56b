/** What a browser hears at once: changes, stop orders, who it is. */
import * as z from 'zod';
import {digestSchema, siteIdSchema} from '#lib/core/draft.schema.ts';
import {id, personRef, time} from './common.ts';
import {holdStateSchema} from './holds.ts';
import {accountSchema, personSchema} from './people.ts';

/** Posting is stopped for a place or one account until a time, for everybody but the named persons (HA14). */
export const stopSchema = z.object({
	id,
	location: z.string().max(1000),
	/** Only this account; `null` = every account of the location and below. */
	account: z.object({site: siteIdSchema, id}).nullable(),
	/** Shown in the composer, word for word. */
	reason: z.string().min(1).max(500),
	/** Persons who may post all the same, with an approval where one is needed. */
	speakers: z.array(id).max(50),
	/** Ready replies that may go out all the same, by id. */
	templates: z.array(z.string().max(20)).max(50).optional(),
	/** Shown and counted, but nothing is stopped. */
	drill: z.boolean(),
	by: personRef,
	from: time,
	until: time,
	/** Only in this browser; it is told to no other one. */
	device: id.nullable().optional(),
	/** Until the rules in force have arrived: it takes two admins to end it before. */
	pause: z.boolean().optional(),
});
export type Stop = z.infer<typeof stopSchema>;

export const hubEventSchema = z.discriminatedUnion('type', [
	/** Ask `me` at once: `stops` has changed. */
	z.object({type: z.literal('stop')}),
	z.object({type: z.literal('hello'), now: time}),
	z.object({type: z.literal('hold'), id, state: holdStateSchema}),
	z.object({type: z.literal('policy'), digest: digestSchema}),
	z.object({type: z.literal('accounts')}),
	/** An admin wants this browser to get the rules now. */
	z.object({type: z.literal('nudge'), device: id}),
	/** The ready replies in use have changed, or a promise that was made with one. */
	z.object({type: z.literal('ready')}),
	/** A complaint was logged, or something became of one. */
	z.object({type: z.literal('complaint')}),
]);
export type HubEvent = z.infer<typeof hubEventSchema>;

export const meSchema = z.object({
	person: personSchema,
	device: id,
	accounts: z.array(accountSchema),
	now: time,
	/** Stop orders in force, for everybody to obey at once. */
	stops: z.array(stopSchema).optional(),
	/** When an admin last wanted this browser to get the rules at once. */
	nudged: time.nullable().optional(),
	/** Posts of this person that new rules judge otherwise: to be looked at. */
	tasks: z.int().optional(),
});
export type Me = z.infer<typeof meSchema>;
