/** ES256 by `node:crypto` (ADR 215): the hub verifies at every request, and WebCrypto costs half as much again. */
import {createPublicKey, type JsonWebKey, type KeyObject, verify} from 'node:crypto';
import type {JWK} from 'jose';

export interface VerifiedJws {
	header: Readonly<Record<string, unknown>>;
	payload: Buffer;
}

/**
 * A compact JWS (RFC 7515) signed by this key, on a thread beside. Throws for any other: also when its header asks for an extension (`crit`).
 * The same key as the same object costs nothing the second time.
 */
export async function verifyEs256(jws: string, key: JWK): Promise<VerifiedJws> {
	const [, head, body, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/.exec(jws) ?? [];
	if (!head || !body || !signature) throw new Error('not a compact JWS of ES256');
	const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as VerifiedJws['header'];
	if (header?.alg !== 'ES256' || 'crit' in header || 'b64' in header) throw new Error('another algorithm');
	const signed = Buffer.from(`${head}.${body}`, 'latin1');
	if (!(await isSigned(signed, keyOf(key), Buffer.from(signature, 'base64url'))))
		throw new Error('not signed by this key');
	return {header, payload: Buffer.from(body, 'base64url')};
}

/** With the key by itself, hence DER: an object around it (`dsaEncoding`) takes Node half as long again. */
function isSigned(data: Buffer, key: KeyObject, signature: Buffer): Promise<boolean> {
	return new Promise((resolve, reject) =>
		verify('sha256', data, key, derOf(signature), (error, ok) => (error ? reject(error) : resolve(ok))),
	);
}

/** r ‖ s, as a JWS has them (RFC 7518, 3.4), as the DER of an ECDSA-Sig-Value (RFC 3279, 2.2.3). */
function derOf(signature: Buffer): Buffer {
	const [r, s] = [integerOf(signature.subarray(0, 32)), integerOf(signature.subarray(32))];
	return Buffer.concat([Buffer.of(0x30, r.length + s.length), r, s]);
}

/** Without leading zeros, but never negative. */
function integerOf(bytes: Buffer): Buffer {
	const first = bytes.findIndex(byte => byte > 0);
	const digits = bytes.subarray(first === -1 ? 31 : first);
	const sign = digits[0]! > 127 ? [0] : [];
	return Buffer.from([0x02, digits.length + sign.length, ...sign, ...digits]);
}

const keys = new WeakMap<JWK, KeyObject>();

function keyOf(jwk: JWK): KeyObject {
	const known = keys.get(jwk);
	if (known) return known;
	const {kty, crv, x, y} = jwk;
	if (kty !== 'EC' || crv !== 'P-256') throw new Error('not a key for ES256');
	const key = createPublicKey({key: {kty, crv, x, y} as JsonWebKey, format: 'jwk'});
	keys.set(jwk, key);
	return key;
}
