/** Where else the archive goes: each place gets every entry, in order, once. The hub's own archive is never replaced by one. */
import * as z from 'zod';

/** One entry as it leaves. `docs/archive-target.yaml` is this as OpenAPI. */
export interface Outgoing {
	v: 1;
	organisation: string;
	index: number;
	/** Number on paper. */
	name: string;
	/** Exact canonical JSON of the leaf: its RFC 6962 hash is in the log. */
	leaf: string;
	/** Exact canonical JSON of the content; `null` once it was erased, or when it is damaged. */
	content: string | null;
	/** The hub cannot read the content: it is not erased, and it is lost here. */
	damaged?: true;
	/** Hex; opens the leaf's commitment to the content. */
	salt: string | null;
}

export interface Target {
	/** For the position that is kept, and for the log. */
	name: string;
	/** Resolves when the entry is durable there; repeated, it changes nothing. Throws when it is not. */
	deliver(entry: Outgoing): Promise<void>;
	close(): Promise<void>;
}

const name = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** What an administrator writes down: a JSON list of these. */
export const targetSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('https'),
		name,
		/** Without a slash at the end. */
		url: z.url(),
		/** Name of the environment variable that holds the bearer token: secrets are in no file of ours. */
		tokenFrom: z.string(),
	}),
	z.strictObject({
		kind: z.literal('smtp'),
		name,
		/** `smtps://user@host:465` or `smtp://host:25`. */
		url: z.url(),
		from: z.email(),
		to: z.email(),
		passwordFrom: z.string().optional(),
	}),
	z.strictObject({
		kind: z.literal('s3'),
		name,
		/** Without the bucket, and without a slash at the end. */
		endpoint: z.url(),
		region: z.string().default('us-east-1'),
		bucket: z.string(),
		/** With its slash. */
		prefix: z
			.string()
			.regex(/^([\w.-]+\/)*$/)
			.default(''),
		accessKeyFrom: z.string(),
		secretKeyFrom: z.string(),
		/** Object Lock: the bucket must have it. What is locked cannot be erased before its time. */
		lock: z
			.strictObject({mode: z.enum(['compliance', 'governance']), days: z.int().min(1).max(36_500)})
			.optional(),
	}),
]);
export type TargetConfig = z.infer<typeof targetSchema>;
