/** A part of a file as it is sealed: what it is a part of stands before its bytes, under the same key (ADR 241). */
import {createHash} from 'node:crypto';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {mediaHead, mediaType} from '#lib/core/media.ts';
import type {BlobStore} from './blobs.ts';
import type {PartRow} from './media-rows.ts';
import {unseal} from './seal.ts';
import {mediaFolder} from './segments.ts';

/** Of which file, brought by whom, from which byte on. */
type PartHead = Pick<PartRow, 'sha256' | 'device' | 'at'>;

interface Keeper {
	kek: Uint8Array;
	blobs: BlobStore;
}

export function withHead({sha256, device, at}: PartHead, bytes: Uint8Array): Buffer {
	return Buffer.concat([Buffer.from(`${canonicalJson({sha256, device, at})}\n`), bytes]);
}

/** Of a part that this hub sealed. */
export function headAndBytes(plaintext: Buffer): {head: PartHead; bytes: Buffer} {
	const end = plaintext.indexOf('\n');
	return {
		head: JSON.parse(plaintext.toString('utf8', 0, end)) as PartHead,
		bytes: plaintext.subarray(end + 1),
	};
}

/** `undefined` when it was erased. Throws `damaged`. */
export async function openPart({kek, blobs}: Keeper, {sealed}: PartRow): Promise<Buffer | undefined> {
	const opened = await unseal(sealed, kek, blobs);
	// Before ADR 241 they lay among the payloads, and were nothing but bytes
	const hasHead = sealed.place.segment.startsWith(`${mediaFolder}/`);
	return opened && (hasHead ? headAndBytes(opened.plaintext).bytes : opened.plaintext);
}

/** What these parts are together; one of them in memory at a time. Throws `damaged`. */
export async function wholeOf(
	keeper: Keeper,
	parts: readonly PartRow[],
): Promise<{sha256: string; size: number; type: string}> {
	const hash = createHash('sha256');
	let [type, size] = ['', 0];
	for (const part of parts) {
		const bytes = (await openPart(keeper, part)) ?? Buffer.of();
		type ||= mediaType(bytes.subarray(0, mediaHead));
		size += bytes.length;
		hash.update(bytes);
	}
	return {sha256: hash.digest('hex'), size, type};
}
