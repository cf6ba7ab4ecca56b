/** The firm: its tree, its accounts, who works there, and what waits for a second admin. */
import * as z from 'zod';
import {siteIdSchema} from '../../core/draft.schema.ts';
import {id, time} from '../contract/common.ts';
import {accountSchema, personSchema, roleSchema} from '../contract/people.ts';
import {competenceSchema} from '../contract/workflow.ts';
import type {ConsoleEndpoint} from './endpoint.ts';
import {detailsSchema} from './releases.ts';

const admin = ['admin'] as const;
const readers = ['admin', 'auditor'] as const;
const location = z.string().max(1000);
const roleAt = z.object({role: roleSchema, location});
export const rolesSchema = z.array(roleAt).max(50);
const nothing = z.object({});

const placeSchema = z.object({
	location,
	title: z.string().trim().min(1).max(200),
	kind: z.enum(['group', 'brand', 'region', 'branch', 'team']),
	gate: accountSchema.shape.gate,
	blind: accountSchema.shape.blind,
});
const accountName = accountSchema.pick({site: true, id: true, handle: true, name: true});

/** Whether it was done, or waits for a second admin. A link where one was asked for. */
const outcome = z.object({done: z.boolean(), url: z.string().optional()});

const staffSchema = personSchema.extend({
	devices: z.array(z.object({id, label: z.string(), enrolledAt: time, revokedAt: time.nullable()})),
	competences: z.array(competenceSchema.extend({isOver: z.boolean()})),
	away: z.array(z.object({since: time, until: time, delegate: z.string()})),
	/** Made and ended by the company's directory. */
	byDirectory: z.boolean(),
	/** Drafts of this person that wait. */
	open: z.int(),
});
export type Colleague = z.infer<typeof staffSchema>;

const changeSchema = z.object({
	id,
	state: z.enum(['waiting', 'approved', 'refused', 'withdrawn']),
	lines: z.array(z.string()),
	by: z.string(),
	at: time,
	decidedBy: z.string().nullable(),
	decidedAt: time.nullable(),
	note: z.string().nullable(),
	mayDecide: z.boolean(),
	isOwn: z.boolean(),
});

export const companyEndpoints = {
	company: {
		method: 'GET',
		path: '/console/api/company',
		roles: readers,
		reply: z.object({
			places: z.array(placeSchema.extend({accounts: z.int(), people: z.int()})),
			accounts: z.array(accountSchema),
			found: z.array(accountName.extend({by: z.string(), at: time})),
			hasSecond: z.boolean(),
			/** What the rules in force know; nothing before the first release. */
			details: detailsSchema.nullable(),
		}),
	},
	putPlace: {
		method: 'PUT',
		path: '/console/api/places',
		roles: admin,
		request: placeSchema,
		reply: outcome,
	},
	removePlace: {
		method: 'POST',
		path: '/console/api/places/remove',
		roles: admin,
		request: z.strictObject({location}),
		reply: nothing,
	},
	putAccount: {
		method: 'PUT',
		path: '/console/api/accounts',
		roles: admin,
		request: accountSchema,
		reply: outcome,
	},
	removeAccount: {
		method: 'POST',
		path: '/console/api/accounts/remove',
		roles: admin,
		request: z.strictObject({site: siteIdSchema, id}),
		reply: outcome,
	},
	/** Somebody offered it, and it is none of the company's. */
	forgetAccount: {
		method: 'POST',
		path: '/console/api/accounts/forget',
		roles: admin,
		request: z.strictObject({site: siteIdSchema, id}),
		reply: nothing,
	},
	staff: {method: 'GET', path: '/console/api/staff', roles: readers, reply: z.array(staffSchema)},
	newBrowser: {
		method: 'POST',
		path: '/console/api/people/:person/browser',
		roles: admin,
		reply: outcome,
	},
	endDevice: {
		method: 'POST',
		path: '/console/api/devices/:device/end',
		roles: admin,
		reply: nothing,
	},
	endPerson: {
		method: 'POST',
		path: '/console/api/people/:person/end',
		roles: admin,
		request: z.strictObject({leaves: z.boolean(), successor: id.nullable()}),
		reply: z.object({moved: z.int(), waiting: z.boolean()}),
	},
	putCompetence: {
		method: 'PUT',
		path: '/console/api/people/:person/competences',
		roles: admin,
		request: competenceSchema,
		reply: z.array(competenceSchema),
	},
	putAway: {
		method: 'PUT',
		path: '/console/api/people/:person/away',
		roles: admin,
		request: z.strictObject({since: time, until: time, delegates: z.array(id).max(20)}),
		reply: nothing,
	},
	changes: {
		method: 'GET',
		path: '/console/api/changes',
		roles: readers,
		reply: z.array(changeSchema),
	},
	decideChange: {
		method: 'POST',
		path: '/console/api/changes/:id',
		roles: admin,
		request: z.strictObject({
			decision: z.enum(['approve', 'refuse', 'withdraw']),
			note: z.string().max(2000),
		}),
		reply: z.object({url: z.string().optional()}),
	},
	/** What IT gives to the browsers it manages. */
	deployment: {
		method: 'GET',
		path: '/console/api/deployment',
		roles: admin,
		reply: z.object({
			packages: z.array(z.object({kind: z.enum(['chrome', 'firefox']), id: z.string(), version: z.string()})),
			files: z.array(
				z.object({
					browser: z.enum(['chrome', 'edge', 'firefox']),
					name: z.string(),
					place: z.string(),
					text: z.string(),
				}),
			),
		}),
	},
	directory: {
		method: 'GET',
		path: '/console/api/directory',
		roles: admin,
		reply: z.object({
			url: z.string(),
			tokens: z.array(
				z.object({
					id,
					label: z.string(),
					state: z.enum(['waiting', 'active', 'ended']),
					by: z.string(),
					at: time,
					usedAt: time.nullable(),
				}),
			),
			groups: z.array(z.object({id, name: z.string(), members: z.int(), grants: z.array(roleAt)})),
			users: z.int(),
		}),
	},
	/** The token is shown this once. */
	newToken: {
		method: 'POST',
		path: '/console/api/directory/tokens',
		roles: admin,
		request: z.strictObject({label: z.string().trim().min(1).max(200)}),
		reply: z.object({token: z.string(), done: z.boolean()}),
	},
	endToken: {
		method: 'POST',
		path: '/console/api/directory/tokens/:id/end',
		roles: admin,
		reply: nothing,
	},
	putGrants: {
		method: 'PUT',
		path: '/console/api/directory/groups/:id',
		roles: admin,
		request: z.strictObject({grants: rolesSchema}),
		reply: outcome,
	},
} as const satisfies Record<string, ConsoleEndpoint>;
