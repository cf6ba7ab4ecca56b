/** Ready-approved replies: words that two people have signed once, and what was promised with them. */
import * as z from 'zod';
import {digestSchema, siteIdSchema} from '#lib/core/draft.schema.ts';
import {replyOperations} from '#lib/core/ready/reply.ts';
import {id, jws, personRef, time} from './common.ts';

const name = z.string().min(1).max(40);

/** Strict, and nothing is changed by reading it: its canonical JSON is what is signed. */
const readyReplySchema = z.strictObject({
	v: z.literal(1),
	id: z.string().max(20),
	version: z.int().positive(),
	title: z.string().max(120),
	text: z.string().max(2000),
	slots: z
		.array(
			z.strictObject({
				name,
				kind: z.enum(['name', 'own-name', 'date', 'time', 'reference', 'phone', 'choice']),
				options: z.array(z.string().max(200)).max(20).exactOptional(),
			}),
		)
		.max(10),
	location: z.string().max(1000),
	accounts: z.array(z.string().max(300)).max(200).nullable(),
	operations: z.array(z.enum(replyOperations)).max(replyOperations.length),
	answers: z.string().max(5000),
	settles: z.array(z.string().max(100)).max(50),
	promise: name.nullable(),
	authors: z.array(id).max(50),
	from: time,
	until: time,
});

/** One person's word on one version, by the key of his device (ES256). */
export const readyStatementSchema = z.object({
	typ: z.literal('countersign-ready'),
	as: z.enum(['writer', 'approver']),
	reply: z.string().max(20),
	version: z.int().positive(),
	digest: digestSchema,
	person: id,
	iat: z.int(),
	jti: id,
});

const signedBy = z.object({statement: jws, certificate: jws});

/** What the hub countersigns for every browser: the replies in use at this moment, and for how long to believe it. */
export const readyListSchema = z.object({
	typ: z.literal('countersign-ready-list'),
	iss: id,
	/** Seconds (RFC 7519). */
	iat: z.int(),
	exp: z.int(),
	replies: z.array(z.object({reply: readyReplySchema, writer: signedBy, approver: signedBy})).max(1000),
});
export type ReadyList = z.infer<typeof readyListSchema>;

const readyViewSchema = z.object({
	reply: readyReplySchema,
	state: z.enum(['written', 'approved', 'returned', 'retired', 'superseded']),
	writer: personRef,
	writtenAt: time,
	approver: personRef.nullable(),
	approvedAt: time.nullable(),
	/** Who sent it back or took it out of use, and why; `null` while it waits or is in use, or was replaced. */
	ended: z.object({by: personRef, at: time, note: z.string()}).nullable(),
	/** Browsers offer it now: approved, in time, and its approver is a reviewer of the place still. */
	inUse: z.boolean(),
	/** Of whoever asks: `true`, or the code of the refusal. */
	mayApprove: z.union([z.literal(true), z.string()]),
});
export type ReadyView = z.infer<typeof readyViewSchema>;

/** What the hub says about words before anybody signs them. */
const readyTrialSchema = z.object({
	reply: readyReplySchema,
	/** The words with examples in their blanks. */
	sample: z.string(),
	findings: z.array(z.object({rule: z.string(), severity: z.string(), message: z.string()})),
});
export type ReadyTrial = z.infer<typeof readyTrialSchema>;

/** By when somebody said that something would happen. */
const reminderSchema = z.object({
	/** Of the release that it went out with. */
	id,
	reply: z.string(),
	title: z.string(),
	person: personRef,
	site: siteIdSchema,
	account: z.object({id, handle: z.string()}),
	/** Where the conversation is. */
	url: z.string(),
	/** As it was promised. */
	words: z.string(),
	due: time,
});
export type Reminder = z.infer<typeof reminderSchema>;

export const readyEndpoints = {
	/** JWS by the hub's key over `readyListSchema`. */
	ready: {method: 'GET', path: '/v1/ready', auth: 'device', reply: z.object({list: jws})},
	/** All versions of the places for which the caller writes or reviews, newest first. */
	readyVersions: {method: 'GET', path: '/v1/ready/versions', auth: 'device', reply: z.array(readyViewSchema)},
	/** Fills in what the hub knows (version, authors, what it settles) and says what the rules find. Keeps nothing. */
	tryReady: {
		method: 'POST',
		path: '/v1/ready/trials',
		auth: 'device',
		request: z.object({reply: readyReplySchema}),
		reply: readyTrialSchema,
	},
	writeReady: {
		method: 'POST',
		path: '/v1/ready',
		auth: 'device',
		request: z.object({reply: readyReplySchema, statement: jws}),
		reply: readyViewSchema,
	},
	approveReady: {
		method: 'POST',
		path: '/v1/ready/:id/:version/approval',
		auth: 'device',
		request: z.object({statement: jws}),
		reply: readyViewSchema,
	},
	/** Sends a written one back, or takes one out of use. */
	endReady: {
		method: 'POST',
		path: '/v1/ready/:id/:version/end',
		auth: 'device',
		request: z.object({how: z.enum(['return', 'retire']), note: z.string().trim().max(2000).default('')}),
		reply: readyViewSchema,
	},
	/** Promises of the caller's own, and of the places that he reviews, that nobody has called kept. */
	reminders: {method: 'GET', path: '/v1/reminders', auth: 'device', reply: z.array(reminderSchema)},
	keepPromise: {method: 'POST', path: '/v1/reminders/:id/kept', auth: 'device', reply: z.object({id})},
} as const;
