/**
 * Payloads at rest: AES-256-GCM under a key of their own, which is wrapped by the hub's key-encryption key and kept
 * in a file beside. Erasure destroys that file: with it go the key and the salt that blinds the commitment.
 */
import {createCipheriv, createDecipheriv, createHmac, hash, randomBytes} from 'node:crypto';
import type {LeafPayload} from '#lib/core/archive/leaf.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Blob, BlobStore} from './blobs.ts';
import {HubArchiveError} from './hub-archive-error.ts';

/** Bytes of plaintext. Media are blobs of their own. */
export const payloadLimit = 8 * 1024 * 1024;

/** A payload whose ciphertext is durable. */
export interface Sealed {
	payload: LeafPayload;
}

export interface Opened {
	/** Exact canonical JSON. */
	plaintext: Buffer;
	/** Opens the commitment in the leaf. */
	salt: Buffer;
}

/** Throws `too-large`. Resolves when the ciphertext and its key are durable. */
export async function seal(value: unknown, kek: Uint8Array, blobs: BlobStore): Promise<Sealed> {
	const plaintext = Buffer.from(canonicalJson(value));
	if (plaintext.length > payloadLimit) throw new HubArchiveError('too-large', 'a payload is over 8 MB');
	const [key, salt] = [randomBytes(32), randomBytes(32)];
	const ciphertext = encrypt(key, plaintext, 'countersign-payload-v1');
	const ct = hash('sha256', ciphertext, 'hex');
	await blobs.write([
		{path: payloadPath(ct), bytes: ciphertext},
		{path: keyPath(ct), bytes: encrypt(kek, Buffer.concat([key, salt]), `countersign-key-v1 ${ct}`)},
	]);
	return {payload: {alg: 'A256GCM', ct, size: plaintext.length, commit: commitOf(salt, plaintext)}};
}

/** `undefined` when the content was erased. Throws `damaged` when what is stored is not what was sealed. */
export async function unseal(
	payload: LeafPayload,
	kek: Uint8Array,
	blobs: BlobStore,
): Promise<Opened | undefined> {
	const wrapped = await blobs.read(keyPath(payload.ct));
	if (!wrapped) return;
	const ciphertext = await blobs.read(payloadPath(payload.ct));
	if (!ciphertext || hash('sha256', ciphertext, 'hex') !== payload.ct)
		throw new HubArchiveError('damaged', `payload ${payload.ct} is missing or altered`);
	const keys = decrypt(kek, wrapped, `countersign-key-v1 ${payload.ct}`);
	const [key, salt] = [keys.subarray(0, 32), keys.subarray(32)];
	const plaintext = decrypt(key, ciphertext, 'countersign-payload-v1');
	if (commitOf(salt, plaintext) !== payload.commit)
		throw new HubArchiveError('damaged', `payload ${payload.ct} is not what its entry commits to`);
	return {plaintext, salt};
}

/** After this nobody can read the payload or test a guess against its commitment. */
export async function shred(payload: LeafPayload, blobs: BlobStore): Promise<void> {
	if (!(await blobs.read(payloadPath(payload.ct)))) return;
	// The key first: a crash between the two leaves nothing that can be read.
	await blobs.remove([keyPath(payload.ct)]);
	await blobs.remove([payloadPath(payload.ct)]);
}

export function payloadPath(ct: string): Blob['path'] {
	return `payload/${ct.slice(0, 2)}/${ct.slice(2)}`;
}

function keyPath(ct: string): Blob['path'] {
	return `${payloadPath(ct)}.key`;
}

function commitOf(salt: Uint8Array, plaintext: Uint8Array): string {
	return createHmac('sha256', salt).update(plaintext).digest('hex');
}

/** iv ‖ ciphertext ‖ tag. */
function encrypt(key: Uint8Array, plaintext: Uint8Array, context: string): Buffer {
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
	return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, bytes: Uint8Array, context: string): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
		.setAAD(Buffer.from(context))
		.setAuthTag(bytes.subarray(-16));
	try {
		return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
	} catch {
		throw new HubArchiveError('damaged', `${context}: altered, or of another hub`);
	}
}
