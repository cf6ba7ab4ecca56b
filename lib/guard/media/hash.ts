/** What a file is: by its bytes, hashed in our own world, where no script of the page can answer for it. */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex} from '@noble/hashes/utils.js';
import {mediaHead, mediaLimit, mediaType} from '#lib/core/media.ts';

export interface Hashed {
	sha256: string;
	/** By its first bytes. */
	type: string;
}

/** Bytes up to which a file is read in one piece: faster, and memory of a moment. */
const atOnce = 16 * 1024 * 1024;

/** `undefined`: too large, empty, or it cannot be read (a file that was changed or removed since). */
export async function hashOf(file: Blob): Promise<Hashed | undefined> {
	if (file.size === 0 || file.size > mediaLimit) return undefined;
	try {
		const head = new Uint8Array(await file.slice(0, mediaHead).arrayBuffer());
		return {sha256: file.size > atOnce ? await streamed(file) : await whole(file), type: mediaType(head)};
	} catch {
		return undefined;
	}
}

async function whole(file: Blob): Promise<string> {
	return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
}

/** WebCrypto hashes only what is in memory as a whole. */
async function streamed(file: Blob): Promise<string> {
	const hash = sha256.create();
	const reader = file.stream().getReader();
	for (let read = await reader.read(); !read.done; read = await reader.read()) hash.update(read.value);
	return bytesToHex(hash.digest());
}
