/**
 * The hub's HTTP contract, shared by both ends. Times are milliseconds since 1970, digests SHA-256 in lower-case hex.
 * Additive changes only: an installed extension is older than its hub by days of store review. Each area is a file in
 * `contract/`; others import from here, the one door of the contract.
 */
import * as z from 'zod';
import {archiveEndpoints} from './contract/archive.ts';
import {id, jws, time} from './contract/common.ts';
import {complaintEndpoints} from './contract/complaints.ts';
import {meSchema, stopSchema} from './contract/events.ts';
import {holdCommandSchema, holdViewSchema, submitRequestSchema} from './contract/holds.ts';
import {lessonEndpoints} from './contract/lessons.ts';
import {blobStateSchema, mediaQuerySchema, putBlobQuerySchema} from './contract/media.ts';
import {overnightEndpoints} from './contract/overnight.ts';
import {
	accountSchema,
	enrolmentSchema,
	enrolRequestSchema,
	hubInfoSchema,
	inviteRequestSchema,
	inviteSchema,
	offeredAccountSchema,
	personSchema,
	roleSchema,
	setupRequestSchema,
} from './contract/people.ts';
import {policyEntrySchema} from './contract/policy.ts';
import {readyEndpoints} from './contract/ready.ts';
import {
	putRecordRequestSchema,
	putRecordsRequestSchema,
	receiptSchema,
	receiptsSchema,
} from './contract/records.ts';
import {taskEndpoints} from './contract/tasks.ts';
import {workflowEndpoints} from './contract/workflow.ts';

export * from './contract/archive.ts';
export {type Problem, problemSchema} from './contract/common.ts';
export * from './contract/complaints.ts';
export * from './contract/completeness.ts';
export * from './contract/conversation.ts';
export * from './contract/events.ts';
export * from './contract/holds.ts';
export * from './contract/keeping.ts';
export * from './contract/media.ts';
export * from './contract/overnight.ts';
export * from './contract/people.ts';
export * from './contract/policy.ts';
export * from './contract/ready.ts';
export * from './contract/records.ts';
export type {SavedSearch, Summary} from './contract/search.ts';
export * from './contract/tasks.ts';
export * from './contract/workflow.ts';

/** method path → request and reply; the hub's routes and the extension's client are both made from it. */
export const endpoints = {
	info: {method: 'GET', path: '/v1/hub', auth: 'none', reply: hubInfoSchema},
	setup: {
		method: 'POST',
		path: '/v1/setup',
		auth: 'none',
		request: setupRequestSchema,
		reply: enrolmentSchema,
	},
	enrol: {
		method: 'POST',
		path: '/v1/enrol',
		auth: 'none',
		request: enrolRequestSchema,
		reply: enrolmentSchema,
	},
	me: {method: 'GET', path: '/v1/me', auth: 'device', reply: meSchema},
	people: {method: 'GET', path: '/v1/people', auth: 'device', reply: z.array(personSchema)},
	invite: {
		method: 'POST',
		path: '/v1/invites',
		auth: 'device',
		request: inviteRequestSchema,
		reply: inviteSchema,
	},
	/** All registered accounts: each is guarded, whoever uses it. */
	accounts: {method: 'GET', path: '/v1/accounts', auth: 'device', reply: z.array(accountSchema)},
	/** By an admin, or by the person whose device it is. From then on it proves nothing. */
	revokeDevice: {
		method: 'POST',
		path: '/v1/devices/:device/revoke',
		auth: 'device',
		reply: z.object({device: id}),
	},
	registerAccount: {
		method: 'POST',
		path: '/v1/accounts',
		auth: 'device',
		request: accountSchema,
		reply: accountSchema,
	},
	/** "This is one of ours": by the person who uses it, never by the browser on its own. */
	offerAccount: {
		method: 'POST',
		path: '/v1/accounts/offers',
		auth: 'device',
		request: offeredAccountSchema,
		reply: z.object({}),
	},
	policy: {method: 'GET', path: '/v1/policy', auth: 'device', reply: z.object({meta: jws})},
	/** Reply: the canonical JSON bytes of a `PolicyBundle` (core/policy/bundle.ts), whose SHA-256 is the digest. */
	bundle: {method: 'GET', path: '/v1/policy/bundles/:digest', auth: 'device', reply: z.unknown()},
	/** Rules are believed only with it. `?from=` the size of the last checkpoint that the device has verified. */
	policyEntry: {
		method: 'GET',
		path: '/v1/policy/versions/:version/entry',
		auth: 'device',
		query: z.object({from: z.coerce.number().int().nonnegative().default(0)}),
		reply: policyEntrySchema,
	},
	publishPolicy: {
		method: 'POST',
		path: '/v1/policy',
		auth: 'device',
		request: z.object({
			bundle: z.unknown(),
			notBefore: time.optional(),
			minimumExtension: z
				.string()
				.regex(/^\d+\.\d+\.\d+$/)
				.optional(),
		}),
		reply: z.object({meta: jws}),
	},
	submit: {
		method: 'POST',
		path: '/v1/holds',
		auth: 'device',
		request: submitRequestSchema,
		reply: holdViewSchema,
	},
	holds: {
		method: 'GET',
		/** `?view=mine` the author's own, open and recent; `?view=queue` what this person may review. */
		path: '/v1/holds',
		auth: 'device',
		query: z.object({view: z.enum(['mine', 'queue']).default('mine')}),
		reply: z.array(holdViewSchema),
	},
	hold: {method: 'GET', path: '/v1/holds/:id', auth: 'device', reply: holdViewSchema},
	command: {
		method: 'POST',
		path: '/v1/holds/:id/commands',
		auth: 'device',
		request: holdCommandSchema,
		/** `token` only in reply to `release`. */
		reply: z.object({hold: holdViewSchema, token: jws.optional()}),
	},
	/** How much of a file of this device the hub has. */
	blob: {method: 'GET', path: '/v1/blobs/:sha256', auth: 'device', reply: blobStateSchema},
	/** Body: bytes (`application/octet-stream`), at most `blobPartLimit`. Only what follows the bytes that are there. */
	putBlob: {
		method: 'PUT',
		path: '/v1/blobs/:sha256',
		auth: 'device',
		query: putBlobQuerySchema,
		reply: blobStateSchema,
	},
	/** Reply: the bytes, or a stretch of them (206, `content-range`), of a file of a hold that the caller may see. */
	holdMedia: {
		method: 'GET',
		path: '/v1/holds/:id/media/:sha256',
		auth: 'device',
		query: mediaQuerySchema,
		reply: z.unknown(),
	},
	putRecord: {
		method: 'PUT',
		path: '/v1/devices/:device/records/:n',
		auth: 'device',
		request: putRecordRequestSchema,
		reply: receiptSchema,
	},
	/** The same for several at once: what waits after an outage, or was written while another was under way. */
	putRecords: {
		method: 'PUT',
		path: '/v1/devices/:device/records',
		auth: 'device',
		request: putRecordsRequestSchema,
		reply: receiptsSchema,
	},
	/** The person's own records, for "What my employer can see". */
	myRecords: {
		method: 'GET',
		path: '/v1/records/mine',
		auth: 'device',
		reply: z.array(z.object({name: z.string(), at: time, kind: z.string(), summary: z.string()})),
	},
	...workflowEndpoints,
	...taskEndpoints,
	...complaintEndpoints,
	...overnightEndpoints,
	...lessonEndpoints,
	/** By an admin of the location. The reply says when it ends by itself. */
	stop: {
		method: 'POST',
		path: '/v1/stops',
		auth: 'device',
		request: stopSchema.omit({by: true, from: true, id: true, device: true, pause: true}).extend({
			id: id.optional(),
			speakers: z.array(id).max(50).default([]),
			drill: z.boolean().default(false),
		}),
		reply: stopSchema,
	},
	endStop: {method: 'POST', path: '/v1/stops/:id/end', auth: 'device', reply: stopSchema},
	/** Puts these roles in place of the ones the person has; none at all for somebody who leaves. */
	setRoles: {
		method: 'PUT',
		path: '/v1/people/:person/roles',
		auth: 'device',
		request: z.object({roles: z.array(z.object({role: roleSchema, location: z.string()})).max(50)}),
		reply: personSchema,
	},
	...archiveEndpoints,
	...readyEndpoints,
} as const;

/**
 * Server-sent events of `hubEventSchema`, with a comment as heartbeat. `Authorization` as everywhere; an EventSource
 * cannot set headers, so there the same proof goes into `?proof=` and is made for the bare path. After a break
 * `Last-Event-ID` brings what was missed.
 */
export const eventsPath = '/v1/events';

/** The archive's log as static files (C2SP tlog-tiles): `checkpoint`, `tile/…`; with `Authorization` as everywhere. */
export const logPath = '/v1/log';

export type Endpoints = typeof endpoints;
