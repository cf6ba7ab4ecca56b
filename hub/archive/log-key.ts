import {createPrivateKey, createPublicKey, type KeyObject, sign, verify} from 'node:crypto';
import {formatCheckpoint} from '#lib/core/archive/checkpoint.ts';
import {formatNote, formatNoteKey, type NoteKey, parseNoteKey} from '#lib/core/archive/note.ts';

/** Signs checkpoints, nothing else. */
export interface LogKey {
	/** The log's name (C2SP origin): like a URL without scheme, unique, no spaces or `+`. */
	name: string;
	/** What devices and auditors pin: `name+hash+key`. */
	verifier: string;
	/** A checkpoint over this head, as a signed note. */
	sign(head: {size: number; root: Uint8Array}): string;
}

/** @param privateKey Ed25519: a KeyObject, or PEM. */
export function logKey(name: string, privateKey: KeyObject | string): LogKey {
	const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
	const publicKey = Buffer.from(createPublicKey(key).export({format: 'jwk'}).x!, 'base64url');
	const verifier = formatNoteKey(name, publicKey);
	const {keyId} = parseNoteKey(verifier);
	return {
		name,
		verifier,
		sign(head) {
			const text = formatCheckpoint({origin: name, ...head});
			const signature = sign(null, Buffer.from(text), key);
			return formatNote({text, signatures: [{name, keyId, signature}]});
		},
	};
}

/** For openNote and openCheckpoint. */
export function verifyEd25519(
	publicKey: NoteKey['publicKey'],
	message: Uint8Array,
	signature: Uint8Array,
): boolean {
	const jwk = {kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url')};
	return verify(null, message, createPublicKey({key: jwk, format: 'jwk'}), signature);
}
