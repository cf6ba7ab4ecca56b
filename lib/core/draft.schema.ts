import * as z from 'zod';
import type {Draft} from './draft.ts';

export const siteIdSchema = z.enum(['x', 'facebook']);
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');
export const operationSchema = z.enum([
	'post',
	'reply',
	'quote',
	'repost',
	'comment',
	'edit',
	'delete',
	'share',
	'story',
	'reel',
	'like',
	'reaction',
	'dm',
	'schedule',
]);

/** X allows 25,000 characters; Facebook 63,206. */
const textSchema = z.string().max(100_000);
const idSchema = z.string().min(1).max(500);

const pollSchema = z.strictObject({
	choices: z.array(z.string().max(500)).max(10),
	minutes: z.int().positive(),
});
const cutSchema = z.strictObject({
	length: z.int().nonnegative(),
	media: z.int().nonnegative(),
	poll: pollSchema.extend({choices: z.array(z.string().max(500)).max(10).readonly()}).nullable(),
});

/** Strict: a field that we do not know is content that we did not show anybody. */
export const draftSchema = z.strictObject({
	v: z.literal(1),
	site: siteIdSchema,
	operation: operationSchema,
	account: idSchema,
	target: z
		.strictObject({kind: z.enum(['post', 'comment', 'group', 'story', 'conversation']), id: idSchema})
		.nullable(),
	text: textSchema,
	media: z.array(z.strictObject({sha256: digestSchema, type: z.string().max(100), alt: textSchema})).max(40),
	poll: pollSchema.nullable(),
	quoted: idSchema.nullable(),
	audience: z.string().max(2000).nullable(),
	replies: z.string().max(200).nullable(),
	schedule: z.iso.datetime().nullable(),
	thread: z
		.union([
			z.strictObject({part: z.int().positive(), of: z.int().positive()}),
			z.strictObject({parts: z.array(cutSchema).min(2).max(100).readonly()}),
		])
		.nullable(),
	details: z.record(z.string().max(100), textSchema).exactOptional(),
	unknown: z.array(z.string().max(500)).max(200),
}) satisfies z.ZodType<Draft>;
