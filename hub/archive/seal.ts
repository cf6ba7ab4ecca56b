/**
 * Payloads at rest: AES-256-GCM under a key of their own, which is wrapped by the hub's key-encryption key and kept
 * before it in a segment. Erasure overwrites both: with them go the key and the salt that blinds the commitment.
 */
import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createSecretKey,
	hash,
	type KeyObject,
	randomBytes,
} from 'node:crypto';
import type {LeafPayload} from '#lib/core/archive/leaf.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {BlobStore} from './blobs.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import {createSegments, mediaFolder, type Place, type PlaceOfPayload, readPlace} from './segments.ts';

/** Bytes of plaintext. Media are blobs of their own. */
const payloadLimit = 8 * 1024 * 1024;

/** A payload whose ciphertext is durable. */
export interface Sealed {
	payload: LeafPayload;
	place: Place;
}

export interface Opened {
	/** Exact canonical JSON. */
	plaintext: Buffer;
	/** Opens the commitment in the leaf. */
	salt: Buffer;
}

/** Each throws `too-large`, and resolves when the ciphertext and its key are durable. */
export interface Sealer {
	seal(value: unknown): Promise<Sealed>;
	/** Canonical JSON that is at hand. */
	sealJson(text: string): Promise<Sealed>;
	/** The same for bytes that are no JSON: parts of files. */
	sealBytes(bytes: Uint8Array): Promise<Sealed>;
}

/** What is sealed at the same time shares one segment, and so one wait for the disk. */
export function createSealer(kek: Uint8Array, blobs: BlobStore): Sealer {
	const [content, media] = [createSegments(blobs), createSegments(blobs, mediaFolder)];
	const sealJson = (text: string) => seal(content, Buffer.from(text));
	return {
		seal: async value => sealJson(canonicalJson(value)),
		sealJson,
		sealBytes: bytes => seal(media, bytes),
	};

	async function seal(write: typeof content, plaintext: Uint8Array): Promise<Sealed> {
		if (plaintext.length > payloadLimit) throw new HubArchiveError('too-large', 'a payload is over 8 MB');
		const keys = randomBytes(64);
		const [key, salt] = [keys.subarray(0, 32), keys.subarray(32)];
		const ciphertext = encrypt(createSecretKey(key), plaintext, 'countersign-payload-v1');
		const ct = hash('sha256', ciphertext, 'hex');
		const wrapped = encrypt(keyObjectOf(kek), keys, `countersign-key-v1 ${ct}`);
		const place = await write({ct, key: wrapped, ciphertext});
		return {payload: payloadOf(ct, {plaintext, salt}), place};
	}
}

/** `undefined` when the content was erased. Throws `damaged` when what is stored is gone, or not what was sealed. */
export async function unseal(
	{payload, place}: Sealed,
	kek: Uint8Array,
	blobs: Pick<BlobStore, 'read'>,
): Promise<Opened | undefined> {
	const opened = await unsealAt({ct: payload.ct, place}, kek, blobs);
	if (opened && commitOf(opened.salt, opened.plaintext) !== payload.commit)
		throw new HubArchiveError('damaged', `payload ${payload.ct} is not what its entry commits to`);
	return opened;
}

/** The same where nothing is at hand that commits to it: it is whole, and this hub sealed it. */
export async function unsealAt(
	{ct, place}: PlaceOfPayload,
	kek: Uint8Array,
	blobs: Pick<BlobStore, 'read'>,
): Promise<Opened | undefined> {
	const frame = await readPlace(blobs, place);
	if (!frame) return;
	if (hash('sha256', frame.ciphertext, 'hex') !== ct)
		throw new HubArchiveError('damaged', `payload ${ct} is altered`);
	const keys = decrypt(keyObjectOf(kek), frame.key, `countersign-key-v1 ${ct}`);
	const [key, salt] = [keys.subarray(0, 32), keys.subarray(32)];
	return {plaintext: decrypt(createSecretKey(key), frame.ciphertext, 'countersign-payload-v1'), salt};
}

/** What is said of content under a key of its own. */
export function payloadOf(ct: string, {plaintext, salt}: Record<keyof Opened, Uint8Array>): LeafPayload {
	return {alg: 'A256GCM', ct, size: plaintext.length, commit: commitOf(salt, plaintext)};
}

const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** Of the key-encryption key, which opens every payload: made once. */
function keyObjectOf(kek: Uint8Array): KeyObject {
	const made = keyObjects.get(kek) ?? createSecretKey(kek);
	keyObjects.set(kek, made);
	return made;
}

function commitOf(salt: Uint8Array, plaintext: Uint8Array): string {
	return createHmac('sha256', createSecretKey(salt)).update(plaintext).digest('hex');
}

/** iv ‖ ciphertext ‖ tag. As a KeyObject a key takes Node a third of the time. */
function encrypt(key: KeyObject, plaintext: Uint8Array, context: string): Buffer {
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
	return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, bytes: Uint8Array, context: string): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
		.setAAD(Buffer.from(context))
		.setAuthTag(bytes.subarray(-16));
	try {
		return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
	} catch {
		throw new HubArchiveError('damaged', `${context}: altered, or of another hub`);
	}
}
