/** What every part of the contract is made of. */
import * as z from 'zod';

export const id = z.string().min(1).max(200);
export const time = z.int().nonnegative();
/** Compact JWS (RFC 7515). */
export const jws = z
	.string()
	.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'a compact JWS')
	.max(400_000);

export const personRef = z.object({id, name: z.string()});

/** Expected refusals are values: `code` for code, `message` for people. */
export const problemSchema = z.object({code: z.string(), message: z.string()});
export type Problem = z.infer<typeof problemSchema>;
/** A list that may be left out. */
export const few = <T extends z.ZodType>(item: T) => z.array(item).max(200).default([]);
