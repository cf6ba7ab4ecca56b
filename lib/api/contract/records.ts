/** What devices capture, and the proof that it is archived. */
import * as z from 'zod';
import {digestSchema} from '#lib/core/draft.schema.ts';
import {id, jws, time} from './common.ts';

/** One record of a device: numbered, chained and signed there, stored here as the exact bytes that were signed. */
const deviceRecordSchema = z.object({
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

/** Bytes of the JWSs of one request, so that it stays well below what a hub reads. */
export const deliveryBytes = 256 * 1024;

/** Several records of a device that follow each other, as they wait in an outbox. */
export const putRecordsRequestSchema = z.object({
	/** Number of the first. */
	n: z.int().positive(),
	records: z.array(jws).min(1).max(50),
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

/** The receipts of the first records, at least one: a record without one is delivered alone, which says why. */
export const receiptsSchema = z.object({
	checkpoint: receiptSchema.shape.checkpoint,
	consistency: receiptSchema.shape.consistency,
	receipts: z.array(receiptSchema.omit({checkpoint: true, consistency: true})).min(1),
});
