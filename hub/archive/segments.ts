/**
 * Payload segments: the ciphertexts of one turn of the event loop, each behind its wrapped key, in one file that is made
 * durable once (ADR 34). A segment appears whole or not at all; afterwards only erasure touches it.
 */
import {randomBytes} from 'node:crypto';
import {inLots} from '../in-lots.ts';
import type {BlobStore} from './blobs.ts';
import {HubArchiveError} from './hub-archive-error.ts';

/** Where a payload is. */
export interface Place {
	/** Path of the segment in the blob store. */
	segment: string;
	/** Byte at which the wrapped key begins; the ciphertext follows it. */
	at: number;
	/** Bytes of ciphertext. */
	size: number;
}

export interface PlaceOfPayload {
	/** SHA-256 of the ciphertext, hex. */
	ct: string;
	place: Place;
}

/** A frame: SHA-256 of the ciphertext, its size (32 bit, big-endian), wrapped key, ciphertext. */
export interface Frame {
	/** Hex. */
	ct: string;
	key: Uint8Array;
	ciphertext: Uint8Array;
}

/** Bytes of a wrapped key: iv, key, salt, tag. */
export const keySize = 12 + 32 + 32 + 16;
const headSize = 32 + 4;
export const segmentFolder = 'payload';
/** Parts of files have segments of their own: nothing in the log says which these are (ADR 241). */
export const mediaFolder = 'media';

/** Of one segment, so that the first never waits long for the last. */
const limit = {frames: 128, bytes: 8 * 1024 * 1024};

/** Returns a function that resolves when the frame is durable. While one segment is written, the next one collects. */
export function createSegments(blobs: BlobStore, folder = segmentFolder): (frame: Frame) => Promise<Place> {
	return inLots(frames => writeSegment(blobs, folder, frames), fitting);
}

/** How many from the front go into one segment: at least one. */
function fitting(queue: readonly Frame[]): number {
	let bytes = 0;
	const over = queue.findIndex(({ciphertext}, i) => {
		bytes += ciphertext.length;
		return i > 0 && (bytes > limit.bytes || i >= limit.frames);
	});
	return over === -1 ? queue.length : over;
}

async function writeSegment(blobs: BlobStore, folder: string, frames: readonly Frame[]): Promise<Place[]> {
	const name = randomBytes(16).toString('hex');
	const segment = `${folder}/${name.slice(0, 2)}/${name.slice(2)}`;
	await blobs.write([{path: segment, bytes: Buffer.concat(frames.flatMap(bytesOf))}]);
	let start = 0;
	return frames.map(({ciphertext}) => {
		const place = {segment, at: start + headSize, size: ciphertext.length};
		start += headSize + keySize + ciphertext.length;
		return place;
	});
}

function bytesOf({ct, key, ciphertext}: Frame): Uint8Array[] {
	const size = Buffer.alloc(4);
	size.writeUInt32BE(ciphertext.length);
	return [Buffer.from(ct, 'hex'), size, key, ciphertext];
}

/** `undefined` when it was wiped. What is cut short comes back short. Throws `damaged` when its segment is gone. */
export async function readPlace(
	blobs: Pick<BlobStore, 'read'>,
	{segment, at, size}: Place,
): Promise<Pick<Frame, 'key' | 'ciphertext'> | undefined> {
	const bytes = await blobs.read(segment, {from: at, size: keySize + size});
	if (!bytes) throw new HubArchiveError('damaged', `segment ${segment} is gone`);
	if (bytes.length >= keySize && isZero(bytes.subarray(0, keySize))) return;
	return {key: bytes.subarray(0, keySize), ciphertext: bytes.subarray(keySize)};
}

/** Overwrites key and ciphertext where they are. Durable; done again, it changes nothing. */
export async function wipePlace(blobs: BlobStore, {segment, at, size}: Place): Promise<void> {
	const bytes = await blobs.read(segment, {from: at, size: keySize + size});
	if (!bytes || isZero(bytes)) return;
	// The key first: a crash between the two leaves nothing that can be read.
	await blobs.wipe(segment, {from: at, size: keySize});
	await blobs.wipe(segment, {from: at + keySize, size});
}

function isZero(bytes: Uint8Array): boolean {
	return bytes.every(byte => byte === 0);
}

/** Every payload of a segment and where it is, also the wiped ones: their hashes stay. */
export async function placesIn(blobs: BlobStore, segment: string): Promise<PlaceOfPayload[]> {
	const bytes = Buffer.from((await blobs.read(segment)) ?? []);
	const places: PlaceOfPayload[] = [];
	for (let start = 0; start + headSize <= bytes.length; ) {
		const size = bytes.readUInt32BE(start + 32);
		const at = start + headSize;
		places.push({ct: bytes.toString('hex', start, start + 32), place: {segment, at, size}});
		start = at + keySize + size;
	}
	return places;
}
