/*
 * A stand-in for the sites' end-to-end encryption: AES-GCM with a key of the page load, so that the wire is
 * opaque to every observer and the sandbox's server can still say what was sent. Not a protocol of either site.
 */

const LOAD_ID_LENGTH = 16;
const IV_LENGTH = 12;

export interface SealKey {
	/** Load id: 16 ASCII characters. */
	id: string;
	key: string;
}

export async function seal({id, key}: SealKey, value: unknown): Promise<Uint8Array<ArrayBuffer>> {
	const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
	const plain = new TextEncoder().encode(JSON.stringify(value));
	const sealed = await crypto.subtle.encrypt({name: 'AES-GCM', iv}, await aesKey(key), plain);
	return new Uint8Array([...new TextEncoder().encode(id), ...iv, ...new Uint8Array(sealed)]);
}

/** Throws if the bytes are not from a known load, or altered. */
export async function unseal(
	keyOf: (loadId: string) => string | undefined,
	bytes: Uint8Array,
): Promise<unknown> {
	const id = new TextDecoder().decode(bytes.slice(0, LOAD_ID_LENGTH));
	const key = keyOf(id);
	if (key === undefined) throw new Error('sealed by an unknown load');
	const iv = bytes.slice(LOAD_ID_LENGTH, LOAD_ID_LENGTH + IV_LENGTH);
	const sealed = bytes.slice(LOAD_ID_LENGTH + IV_LENGTH);
	const plain = await crypto.subtle.decrypt({name: 'AES-GCM', iv}, await aesKey(key), sealed);
	return JSON.parse(new TextDecoder().decode(plain));
}

async function aesKey(key: string): ReturnType<typeof crypto.subtle.importKey> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
	return crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
