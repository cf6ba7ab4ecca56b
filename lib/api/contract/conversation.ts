/** What reviewer and author say to each other about a hold: other wording, questions, answers. */
import * as z from 'zod';
import {digestSchema} from '#lib/core/draft.schema.ts';
import {id, jws, personRef, time} from './common.ts';

const words = z.string().max(2000);
const text = z.string().max(100_000);
const span = z.object({start: z.int().nonnegative(), end: z.int().nonnegative()});

const touchSchema = z.object({
	kind: z.enum(['figure', 'claim', 'required', 'layout', 'findings']),
	words: z.string(),
});

/** Another wording that the author may accept in one tap. */
export const suggestionViewSchema = z.object({
	by: personRef,
	at: time,
	/** The hold that the draft becomes by accepting. */
	next: id,
	text,
	digest: digestSchema,
	note: z.string(),
	/** What of figures, claims and required wording it touches; with none, accepting it completes the approval. */
	touches: z.array(touchSchema),
	/** Accepting is enough: the reviewer has signed exactly this wording, and no other step waits. */
	complete: z.boolean(),
});

export const questionViewSchema = z.object({
	id,
	by: personRef,
	at: time,
	text: z.string(),
	span: span.nullable(),
	answer: z.object({by: personRef, at: time, text: z.string()}).nullable(),
});

/** Whose suggestion this version's wording is. */
export const acceptedViewSchema = z.object({hold: id, by: personRef, touches: z.array(touchSchema)});

const suggestCommandSchema = z.object({
	type: z.literal('suggest'),
	version: z.int().positive(),
	/** Made by the reviewer's device: the id of the hold that an acceptance makes. */
	next: id,
	text,
	note: words,
	/** The reviewer's approval of that next hold; left out where somebody else will have to approve. */
	statement: jws.optional(),
});

export const conversationCommands = [
	suggestCommandSchema,
	/** The author takes the suggested wording; the reply is the new hold. */
	z.object({type: z.literal('accept'), digest: digestSchema}),
	/** The author keeps the wording as it is. */
	z.object({type: z.literal('decline')}),
	z.object({
		type: z.literal('ask'),
		id,
		version: z.int().positive(),
		text: words.min(1),
		span: span.nullable().default(null),
	}),
	z.object({type: z.literal('answer'), question: id, text: words.min(1)}),
] as const;
