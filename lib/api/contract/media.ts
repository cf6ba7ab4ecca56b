/** Files of drafts and records, by the SHA-256 of their bytes. */
import * as z from 'zod';

/** Bytes of one request, at most. */
export const blobPartLimit = 4 * 1024 * 1024;

/** How much of a file the hub has from this device; `complete` when it has all of it, from whomever. */
export const blobStateSchema = z.object({have: z.int().nonnegative(), complete: z.boolean()});

/** Where the part in the body begins, and how large the whole file is. */
export const putBlobQuerySchema = z.object({
	at: z.coerce.number().int().nonnegative(),
	size: z.coerce.number().int().positive(),
});

/** Without these the whole file. */
export const mediaQuerySchema = z.object({
	at: z.coerce.number().int().nonnegative().default(0),
	length: z.coerce.number().int().positive().max(blobPartLimit).optional(),
});
