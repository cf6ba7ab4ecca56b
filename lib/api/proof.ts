/**
 * Proof of possession on every request, in the sense of RFC 9449 (DPoP), but without a bearer token to steal:
 * `Authorization: Countersign <compact JWS>` signed by the device key over method, path, body and time.
 */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex} from '@noble/hashes/utils.js';
import {type CryptoKey, decodeProtectedHeader, SignJWT} from 'jose';

export const proofScheme = 'Countersign';

/** `typ` of the JWS. */
export const proofType = 'countersign-proof';

/** Seconds by which a device's clock may differ from the hub's. */
export const proofSkew = 300;

export interface ProofOf {
	/** Upper case. */
	method: string;
	/** Path with query, as sent. */
	path: string;
	/** Exact bytes; empty without a body. */
	body: Uint8Array;
}

/** The value of the `Authorization` header. `now` in milliseconds, `jti` unique: the hub refuses a replay. */
export async function prove(
	key: CryptoKey,
	device: string,
	request: ProofOf,
	now: number,
	jti: string,
): Promise<string> {
	const jws = await new SignJWT({
		m: request.method,
		u: request.path,
		b: bytesToHex(sha256(request.body)),
		jti,
	})
		.setProtectedHeader({alg: 'ES256', typ: proofType, kid: device})
		.setIssuedAt(Math.floor(now / 1000))
		.sign(key);
	return `${proofScheme} ${jws}`;
}

/** Which device claims to have signed: to look up its key, nothing else. */
export function deviceOf(authorization: string): string | undefined {
	const [scheme, jws] = authorization.split(' ');
	if (scheme !== proofScheme || !jws) return;
	try {
		return decodeProtectedHeader(jws).kid;
	} catch {
		return;
	}
}
