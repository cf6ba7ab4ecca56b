/**
 * The hub's HTTP contract, shared by both ends. Times are milliseconds since 1970, digests SHA-256 in lower-case hex.
 * Additive changes only: an installed extension is older than its hub by days of store review.
 */
import * as z from 'zod';
import {digestSchema, draftSchema, siteIdSchema} from '#lib/core/draft.schema.ts';
import {findingSchema} from '#lib/core/policy/finding.schema.ts';

const id = z.string().min(1).max(200);
const time = z.int().nonnegative();
/** Compact JWS (RFC 7515). */
const jws = z
	.string()
	.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'a compact JWS')
	.max(400_000);

export const roleSchema = z.enum(['author', 'reviewer', 'admin', 'auditor']);
export type Role = z.infer<typeof roleSchema>;

/** Public part of an ES256 device key (RFC 7517). */
export const publicKeySchema = z.object({
	kty: z.literal('EC'),
	crv: z.literal('P-256'),
	x: z.string(),
	y: z.string(),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

export const personSchema = z.object({
	id,
	name: z.string().min(1).max(200),
	roles: z.array(z.object({role: roleSchema, location: z.string()})),
});
export type Person = z.infer<typeof personSchema>;

/** The organisation's public keys as JWKs (Ed25519), pinned by a device when it enrols. */
export const hubKeysSchema = z.object({
	/** Signs people's device certificates. */
	directory: z.record(z.string(), z.unknown()),
	/** Signs release tokens and policy metadata. */
	hub: z.record(z.string(), z.unknown()),
	/** Signs the archive's checkpoints: C2SP signed-note verifier key, `name+hash+key`. */
	log: z.string(),
});
export type HubKeys = z.infer<typeof hubKeysSchema>;

export const hubInfoSchema = z.object({
	organisation: z.object({id, name: z.string()}).nullable(),
	version: z.string(),
	now: time,
	keys: hubKeysSchema,
});
export type HubInfo = z.infer<typeof hubInfoSchema>;

/** A registered company account: the only accounts that Countersign knows anything about. */
export const accountSchema = z.object({
	site: siteIdSchema,
	id,
	handle: z.string().max(500),
	name: z.string().max(500),
	location: z.string().max(1000),
	/** `managed` = only with all locks on (design.md, section 3). */
	gate: z.enum(['any', 'managed']),
	/** What happens when the page cannot be read (product.md, DE7). */
	blind: z.enum(['closed', 'capture', 'warn']),
});
export type Account = z.infer<typeof accountSchema>;

export const setupRequestSchema = z.object({
	code: z.string(),
	organisation: z.string().min(1).max(200),
	name: z.string().min(1).max(200),
	key: publicKeySchema,
	label: z.string().max(200),
});
export const enrolRequestSchema = z.object({
	code: z.string(),
	key: publicKeySchema,
	label: z.string().max(200),
});

export const enrolmentSchema = z.object({
	/** RFC 7638 thumbprint of the device key. */
	device: id,
	person: personSchema,
	organisation: z.object({id, name: z.string()}),
	keys: hubKeysSchema,
	/** JWS by the directory key over `{person, device, key, roles, from, to}`. */
	certificate: jws,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

export const inviteRequestSchema = z.object({
	/** An existing person, or the name of a new one. */
	person: z.union([z.object({id}), z.object({name: z.string().min(1).max(200)})]),
	roles: z.array(z.object({role: roleSchema, location: z.string()})).min(1),
});
export const inviteSchema = z.object({code: z.string(), url: z.string(), person: id, expiresAt: time});

/** What the signed policy metadata points at: content-addressed, canonical JSON. */
export const policyMetaSchema = z.object({
	typ: z.literal('countersign-policy'),
	organisation: id,
	version: z.int().positive(),
	digest: digestSchema,
	previous: digestSchema.nullable(),
	notBefore: time,
	expires: time,
	minimumExtension: z.string(),
});
export type PolicyMeta = z.infer<typeof policyMetaSchema>;

export const submitRequestSchema = z.object({
	/** Made by the device, so that a repeated request has one effect. */
	id,
	draft: draftSchema,
	digest: digestSchema,
	policy: digestSchema,
	findings: z.array(findingSchema).max(500),
	context: z.object({inReplyTo: z.string().max(20_000).optional(), url: z.string().max(2000)}),
	note: z.string().max(2000),
	/** Post it any time before. */
	until: time,
	/** The hold that this draft replaces. */
	supersedes: id.optional(),
});
export type SubmitRequest = z.infer<typeof submitRequestSchema>;

export const returnReasonSchema = z.enum([
	'promise-of-an-outcome',
	'missing-information',
	'not-true-here-today',
	'wrong-account',
	'tone',
	'check-the-facts',
	'needs-legal',
]);

export const holdStateSchema = z.enum([
	'held',
	'in_review',
	'changes_requested',
	'approved',
	'released',
	'sent',
	'archived',
	'rejected',
	'expired',
	'withdrawn',
	'superseded',
	'failed',
]);

const personRef = z.object({id, name: z.string()});

/** A hold as its author and its reviewers see it. */
export const holdViewSchema = z.object({
	id,
	state: holdStateSchema,
	version: z.int().positive(),
	digest: digestSchema,
	draft: draftSchema,
	policy: digestSchema,
	findings: z.array(findingSchema),
	context: z.object({inReplyTo: z.string().optional(), url: z.string()}),
	note: z.string(),
	author: personRef,
	account: accountSchema,
	location: z.string(),
	heldAt: time,
	expiresAt: time,
	claimedBy: personRef.nullable(),
	approval: z
		.object({
			reviewer: personRef,
			at: time,
			expiresAt: time,
			/** What the author's browser verifies before it says "approved"; the release token carries them again. */
			proofs: z.array(z.object({statement: jws, certificate: jws})).optional(),
		})
		.nullable(),
	returned: z.object({by: personRef, reason: returnReasonSchema, note: z.string(), at: time}).nullable(),
	sent: z.object({siteId: z.string(), url: z.string(), at: time}).nullable(),
	/** May the person who asks decide it? If not, why: `four-eyes`, `not-a-reviewer` … */
	mayDecide: z.union([z.literal(true), z.string()]),
	/** The hold that this one replaced. */
	previous: id.nullable().optional(),
	/** How many different reviewers must approve, and those who did. */
	needed: z.int().positive().optional(),
	approvals: z.array(z.object({reviewer: personRef, at: time, expiresAt: time})).optional(),
	rejected: z.object({by: personRef, note: z.string(), at: time}).nullable().optional(),
	/** Let through, and nobody said what became of it; or what was sent is not what was approved. */
	alarm: z
		.object({why: z.enum(['unconfirmed', 'different']), since: time})
		.nullable()
		.optional(),
});
export type HoldView = z.infer<typeof holdViewSchema>;

/** What the reviewer's device key signs. */
export const approvalStatementSchema = z.object({
	typ: z.literal('countersign-approval'),
	hold: id,
	version: z.int().positive(),
	digest: digestSchema,
	site: siteIdSchema,
	account: id,
	target: z.string().nullable(),
	policy: digestSchema,
	reviewer: id,
	/** Seconds, as in RFC 7519. */
	iat: z.int(),
	exp: z.int(),
	jti: id,
});
export type ApprovalStatement = z.infer<typeof approvalStatementSchema>;

export const holdCommandSchema = z.discriminatedUnion('type', [
	z.object({type: z.literal('claim')}),
	z.object({type: z.literal('unclaim')}),
	z.object({type: z.literal('approve'), statement: jws}),
	z.object({
		type: z.literal('return'),
		version: z.int().positive(),
		reason: returnReasonSchema,
		note: z.string().max(2000),
	}),
	z.object({type: z.literal('reject'), version: z.int().positive(), note: z.string().max(2000)}),
	z.object({type: z.literal('withdraw')}),
	z.object({type: z.literal('revoke')}),
	z.object({type: z.literal('release'), digest: digestSchema, gate: z.enum(['managed', 'unmanaged'])}),
	z.object({
		type: z.literal('sent'),
		release: id,
		siteId: z.string().max(200),
		url: z.string().max(4000),
		digest: digestSchema,
	}),
	z.object({type: z.literal('failed'), release: id, reason: z.string().max(500)}),
]);
export type HoldCommand = z.infer<typeof holdCommandSchema>;

/** The hub's countersignature: one use, by one device, for one digest. */
export const releaseTokenSchema = z.object({
	typ: z.literal('countersign-release'),
	/** Organisation id. */
	iss: id,
	/** The author's device. */
	aud: id,
	hold: id,
	version: z.int().positive(),
	digest: digestSchema,
	/** Each with the certificate of the device that signed it. */
	approvals: z.array(z.object({statement: jws, certificate: jws})).min(1),
	jti: id,
	iat: z.int(),
	exp: z.int(),
});
export type ReleaseToken = z.infer<typeof releaseTokenSchema>;

/** What a device certificate says; JWS by the directory key. */
export const certificateSchema = z.object({
	typ: z.literal('countersign-device'),
	iss: id,
	person: id,
	name: z.string(),
	device: id,
	key: publicKeySchema,
	roles: z.array(z.object({role: roleSchema, location: z.string()})),
	iat: z.int(),
	exp: z.int(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** One record of a device: numbered, chained and signed there, stored here as the exact bytes that were signed. */
export const deviceRecordSchema = z.object({
	v: z.literal(1),
	device: id,
	/** From 1, without holes. */
	n: z.int().positive(),
	/** Digest of record n - 1; of the empty string for the first. */
	prev: digestSchema,
	at: time,
	kind: z.enum([
		'interaction.releasing',
		'interaction.sent',
		'interaction.failed',
		'gate.blocked',
		'heartbeat',
	]),
	/** Depends on `kind`; see core/archive/record.ts. */
	body: z.record(z.string(), z.unknown()),
});
export type DeviceRecord = z.infer<typeof deviceRecordSchema>;

export const putRecordRequestSchema = z.object({
	/** Payload: the canonical JSON of a DeviceRecord. */
	record: jws,
	/** Size of the last checkpoint this device has verified; consistency is proved from it. */
	from: z.int().nonnegative(),
});

/** An inclusion proof plus a checkpoint: what "archived" means. */
export const receiptSchema = z.object({
	device: id,
	n: z.int().positive(),
	/** SHA-256 of the record's payload bytes. */
	digest: digestSchema,
	/** The record's number on paper: `HS-L-000412`. */
	name: z.string(),
	index: z.int().nonnegative(),
	/** The leaf's data (the log entry), base64: its RFC 6962 leaf hash is what the proof proves. */
	leaf: z.string(),
	/** RFC 6962 audit path, hex, leaf to root. */
	proof: z.array(digestSchema),
	/** C2SP checkpoint: a signed note. */
	checkpoint: z.string(),
	/** RFC 6962 consistency proof from the size the device named, hex. */
	consistency: z.array(digestSchema),
	receivedAt: time,
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Expected refusals are values: `code` for code, `message` for people. */
export const problemSchema = z.object({code: z.string(), message: z.string()});
export type Problem = z.infer<typeof problemSchema>;

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
	/** Shown and counted, but nothing is stopped. */
	drill: z.boolean(),
	by: personRef,
	from: time,
	until: time,
});
export type Stop = z.infer<typeof stopSchema>;

export const hubEventSchema = z.discriminatedUnion('type', [
	/** Ask `me` at once: `stops` has changed. */
	z.object({type: z.literal('stop')}),
	z.object({type: z.literal('hello'), now: time}),
	z.object({type: z.literal('hold'), id, state: holdStateSchema}),
	z.object({type: z.literal('policy'), digest: digestSchema}),
	z.object({type: z.literal('accounts')}),
]);
export type HubEvent = z.infer<typeof hubEventSchema>;

export const meSchema = z.object({
	person: personSchema,
	device: id,
	accounts: z.array(accountSchema),
	now: time,
	/** Stop orders in force, for everybody to obey at once. */
	stops: z.array(stopSchema).optional(),
});
export type Me = z.infer<typeof meSchema>;

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
	policy: {method: 'GET', path: '/v1/policy', auth: 'device', reply: z.object({meta: jws})},
	/** Reply: the canonical JSON bytes of a `PolicyBundle` (core/policy/bundle.ts), whose SHA-256 is the digest. */
	bundle: {method: 'GET', path: '/v1/policy/bundles/:digest', auth: 'device', reply: z.unknown()},
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
	putRecord: {
		method: 'PUT',
		path: '/v1/devices/:device/records/:n',
		auth: 'device',
		request: putRecordRequestSchema,
		reply: receiptSchema,
	},
	/** The person's own records, for "What my employer can see". */
	myRecords: {
		method: 'GET',
		path: '/v1/records/mine',
		auth: 'device',
		reply: z.array(z.object({name: z.string(), at: time, kind: z.string(), summary: z.string()})),
	},
	/** By an admin of the location. The reply says when it ends by itself. */
	stop: {
		method: 'POST',
		path: '/v1/stops',
		auth: 'device',
		request: stopSchema.omit({by: true, from: true, id: true}).extend({
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
