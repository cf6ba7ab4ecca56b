/** Holds: submitted, decided, released. */
import * as z from 'zod';
import {mendedSchema} from '#lib/core/archive/record.schema.ts';
import {digestSchema, draftSchema, siteIdSchema} from '#lib/core/draft.schema.ts';
import {findingSchema} from '#lib/core/policy/finding.schema.ts';
import {id, jws, personRef, time} from './common.ts';
import {
	acceptedViewSchema,
	conversationCommands,
	questionViewSchema,
	suggestionViewSchema,
} from './conversation.ts';
import {accountSchema} from './people.ts';
import {heldRouteViewSchema} from './workflow.ts';

export const submitRequestSchema = z.object({
	/** Made by the device, so that a repeated request has one effect. */
	id,
	draft: draftSchema,
	digest: digestSchema,
	policy: digestSchema,
	findings: z.array(findingSchema).max(500),
	/** `askedAt`: when the answered message was written, where the page shows it. `leave`: nobody is woken for it. */
	context: z.object({
		inReplyTo: z.string().max(20_000).optional(),
		url: z.string().max(2000),
		askedAt: time.optional(),
		leave: z.literal(true).optional(),
	}),
	note: z.string().max(2000),
	/** Post it any time before. */
	until: time,
	/** The hold that this draft replaces. */
	supersedes: id.optional(),
	helped: mendedSchema.optional(),
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

/** A hold as its author and its reviewers see it. */
export const holdViewSchema = z.object({
	id,
	state: holdStateSchema,
	version: z.int().positive(),
	digest: digestSchema,
	draft: draftSchema,
	policy: digestSchema,
	findings: z.array(findingSchema),
	context: z.object({inReplyTo: z.string().optional(), url: z.string(), askedAt: time.optional()}),
	note: z.string(),
	author: personRef,
	account: accountSchema,
	location: z.string(),
	heldAt: time,
	/** The customer's wait where one waits; absent from an older hub. */
	waitingSince: time.optional(),
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
	/** Of a thread: the parts that are public, in order. */
	parts: z.array(z.object({siteId: z.string(), url: z.string(), at: time})).optional(),
	/** Why the site refused the next part. */
	stuck: z.string().optional(),
	/** May the person who asks decide it? If not, why: `four-eyes`, `not-a-reviewer` … */
	mayDecide: z.union([z.literal(true), z.string()]),
	/** The hold that this one replaced. */
	previous: id.nullable().optional(),
	/** How many different reviewers must approve, and those who did. */
	needed: z.int().positive().optional(),
	approvals: z.array(z.object({reviewer: personRef, at: time, expiresAt: time})).optional(),
	rejected: z.object({by: personRef, note: z.string(), at: time}).nullable().optional(),
	/** Let through, and nobody said what became of it; or what was sent is not what was approved. */
	/** The steps that it goes through; absent or `null`: any reviewer of the place. */
	route: heldRouteViewSchema.nullable().optional(),
	suggestion: suggestionViewSchema.nullable().optional(),
	questions: z.array(questionViewSchema).optional(),
	accepted: acceptedViewSchema.nullable().optional(),
	/** The hold that took the place of this one. */
	next: id.nullable().optional(),
	/** Somebody has decided on it already; the one who looks again is not told how. */
	look: z.literal('second').optional(),
	/** In answer to a decision that was none on a held draft. `found` of `of`: this person's practice so far. */
	looked: z
		.discriminatedUnion('kind', [
			z.object({kind: z.literal('second')}),
			z.object({
				kind: z.literal('practice'),
				caught: z.boolean(),
				problem: z.string(),
				found: z.int(),
				of: z.int(),
			}),
		])
		.optional(),
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
	...conversationCommands,
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
