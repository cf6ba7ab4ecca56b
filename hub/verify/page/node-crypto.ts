/** As much of node:crypto as the verifier uses, for the page. */
import {Buffer} from './buffer.ts';
import {ask} from './replay.ts';
import {hmacSha256, sha256} from './sha256.ts';

type Bytes = Uint8Array | string;
const bytesOf = (value: Bytes) => (typeof value === 'string' ? Buffer.from(value) : value);

export function hash(_: 'sha256', value: Bytes, encoding: 'hex' | 'buffer'): unknown {
	const digest = Buffer.from(sha256(bytesOf(value)));
	return encoding === 'hex' ? digest.toString('hex') : digest;
}

export function createHash() {
	const parts: Uint8Array[] = [];
	return {
		update: (part: Uint8Array) => parts.push(part),
		digest: () => hash('sha256', Buffer.concat(parts), 'hex'),
	};
}

export function createHmac(_: 'sha256', key: Uint8Array) {
	return {
		update: (message: Uint8Array) => ({
			digest: () => Buffer.from(hmacSha256(key, message)).toString('hex'),
		}),
	};
}

export interface PageKey {
	asymmetricKeyType: 'ed25519' | 'ec';
	jwk: JsonWebKey;
}

export function createPublicKey({key}: {key: JsonWebKey}): PageKey {
	return {asymmetricKeyType: key.kty === 'OKP' ? 'ed25519' : 'ec', jwk: key};
}

/** Taken as valid until the browser has said otherwise: then the run is repeated. */
export function verify(
	_: unknown,
	data: Uint8Array,
	key: PageKey | {key: PageKey},
	signature: Uint8Array,
): boolean {
	const {jwk, asymmetricKeyType} = 'key' in key ? key.key : key;
	const name = JSON.stringify([
		jwk.x,
		jwk.y,
		hash('sha256', data, 'hex'),
		Buffer.from(signature).toString('hex'),
	]);
	return ask(`verify ${name}`, true, () => isValid(jwk, asymmetricKeyType === 'ed25519', data, signature));
}

async function isValid(
	jwk: JsonWebKey,
	isEd25519: boolean,
	data: Uint8Array,
	signature: Uint8Array,
): Promise<boolean> {
	const algorithm = isEd25519 ? {name: 'Ed25519'} : {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'};
	const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
	return crypto.subtle.verify(algorithm, key, Uint8Array.from(signature), Uint8Array.from(data));
}
