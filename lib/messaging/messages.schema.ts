/** What the background lets in, message by message. Must match catalogue.ts: the compiler compares. */
import * as z from 'zod';
import {complaintEndpoints, offeredAccountSchema, returnReasonSchema} from '#lib/api/contract.ts';
import {steps} from '#lib/core/complaint/complaint.ts';
import {digestSchema, draftSchema, operationSchema, siteIdSchema} from '#lib/core/draft.schema.ts';
import {mediaLimit, mediaPart} from '#lib/core/media.ts';
import {findingSchema} from '#lib/core/policy/finding.schema.ts';
import type {ContentMessages, DeskMessages} from './catalogue.ts';
import type {PageAnswer} from './page-parts.ts';

type Doors<Messages extends Record<keyof Messages, {request: unknown}>> = {
	[K in keyof Messages]: z.ZodType<Messages[K]['request']>;
};

const id = z.string().min(1).max(200);
const none = z.strictObject({});
const url = z.string().max(2000);
const note = z.string().max(2000);
const words = z.string().min(1).max(2000);
const text = z.string().max(100_000);
const parentText = z.string().max(20_000);
const findings = z.array(findingSchema).max(500);
const rules = z.array(z.string().max(200)).max(500);
const helped = z.strictObject({fixed: rules, corrected: rules});
const hold = z.strictObject({hold: id});
const accepting = z.strictObject({hold: id, digest: digestSchema});
const answering = z.strictObject({hold: id, question: id, text: words});
const version = z.int().positive();

/** `{a?: T}` and not `{a?: T | undefined}`: a key that is there has a value. */
const optional = <T extends z.ZodType>(schema: T) => schema.exactOptional();

/** A page may be anybody's: what it says of itself is parsed like a message. */
export const pageAnswerSchema: z.ZodType<PageAnswer> = z.strictObject({
	account: id.nullable(),
	parts: z.record(z.string().max(40), z.boolean().nullable()),
});

export const contentMessages = {
	'page:hello': z.strictObject({site: siteIdSchema}),
	'page:equip': none,
	'policy:load': z.strictObject({digest: digestSchema}),
	'media:keep': z.strictObject({
		sha256: digestSchema,
		size: z.int().positive().max(mediaLimit),
		at: z.int().nonnegative().max(mediaLimit),
		bytes: z.base64().max(Math.ceil(mediaPart / 3) * 4),
	}),
	'hold:submit': z.strictObject({
		draft: draftSchema,
		findings,
		context: z.strictObject({
			...{inReplyTo: optional(parentText), url},
			...{askedAt: optional(z.int().nonnegative()), leave: optional(z.literal(true))},
		}),
		note,
		until: z.int().nonnegative(),
		supersedes: optional(id),
		helped: optional(helped),
	}),
	'lesson:read': z.strictObject({lesson: id}),
	'ready:list': z.strictObject({site: siteIdSchema, account: id}),
	'hold:mine': z.strictObject({site: siteIdSchema, account: id}),
	'hold:withdraw': hold,
	'hold:preview': z.strictObject({draft: draftSchema, findings}),
	'complaint:at': z.strictObject({site: siteIdSchema, account: id, target: id}),
	'complaint:log': complaintEndpoints.logComplaint.request.strict(),
	'complaint:step': z.strictObject({site: siteIdSchema, id, step: z.enum(['answered', 'hide'])}),
	'hold:accept': accepting,
	'hold:decline': hold,
	'hold:answer': answering,
	'interaction:release': z.strictObject({
		draft: draftSchema,
		digest: digestSchema,
		findings,
		policy: digestSchema,
		hold: optional(id),
		part: optional(z.strictObject({after: id.nullable(), mark: z.enum(['first', 'later']).nullable()})),
		ready: optional(z.strictObject({reply: z.string().max(20), version})),
		helped: optional(helped),
		url,
		inReplyTo: optional(parentText),
		uploads: optional(z.record(z.string().max(200), draftSchema.shape.media.element)),
		polls: optional(z.record(z.string().max(200), draftSchema.shape.poll.unwrap())),
		attached: optional(z.array(z.string().max(200)).max(40)),
	}),
	'interaction:sent': z.strictObject({
		release: id,
		siteId: z.string().max(200),
		url,
		digest: digestSchema,
		observedBy: optional(z.enum(['main', 'dom'])),
	}),
	'interaction:failed': z.strictObject({
		release: id,
		reason: z.string().max(500),
		unsure: optional(z.literal(true)),
		unsent: optional(z.int().nonnegative()),
	}),
	'gate:blocked': z.strictObject({
		site: siteIdSchema,
		account: id,
		operation: z.union([operationSchema, z.string().max(100)]),
		by: z.enum(['gesture', 'page', 'leaving']),
	}),
	'page:blind': z.strictObject({site: siteIdSchema, account: id, what: z.string().max(200)}),
} as const satisfies Doors<ContentMessages>;

export const deskMessages = {
	'desk:state': none,
	'desk:enrol': z.strictObject({hub: z.string().max(500), code: z.string().min(1).max(500)}),
	'desk:unenrol': none,
	'desk:sync': none,
	'desk:page': z.strictObject({tab: z.int().nonnegative().nullable()}),
	'queue:list': none,
	'queue:item': hold,
	'hold:get': hold,
	'hold:media': z.strictObject({hold: id, sha256: digestSchema, at: z.int().nonnegative()}),
	'hold:claim': hold,
	'hold:unclaim': hold,
	'hold:approve': z.strictObject({hold: id, version, digest: digestSchema}),
	'hold:return': z.strictObject({hold: id, version, reason: returnReasonSchema, note}),
	'hold:reject': z.strictObject({hold: id, version, note}),
	'hold:weigh': z.strictObject({hold: id, text}),
	'hold:suggest': z.strictObject({hold: id, version, text, note}),
	'hold:ask': z.strictObject({
		hold: id,
		version,
		text: words,
		span: z.strictObject({start: z.int().nonnegative(), end: z.int().positive()}).nullable(),
	}),
	'own:accept': accepting,
	'own:decline': hold,
	'own:answer': answering,
	'reminders:list': none,
	'reminder:kept': z.strictObject({id}),
	'overnight:line': none,
	'overnight:judge': z.strictObject({id, verdict: z.enum(['fits', 'misplaced']), note}),
	'complaints:list': none,
	'complaints:step': z.strictObject({id, step: z.enum(steps), note}),
	'records:mine': none,
	'account:here': none,
	'account:read': none,
	'account:offer': offeredAccountSchema.strict(),
	'tasks:list': none,
	'tasks:settle': z.strictObject({task: id, how: z.enum(['taken-down', 'changed']), note}),
} as const satisfies Doors<DeskMessages>;
