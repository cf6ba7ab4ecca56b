import {hash} from 'node:crypto';
import type {JWK} from 'jose';
import {type ProofOf, proofScheme, proofSkew, proofType} from '#lib/api/proof.ts';
import {verifyEs256} from '../es256.ts';

/** Throws when the proof is not by `key`, not for this request, or too far from `now`. Returns its `jti`. */
export async function verifyProof(
	authorization: string,
	key: JWK,
	{method, path, body}: ProofOf,
	now: number,
): Promise<string> {
	const {header, payload} = await verifyEs256(authorization.slice(proofScheme.length + 1), key);
	if (header.typ !== proofType) throw new Error('the signature is for something else');
	const claims = JSON.parse(payload.toString()) as Record<string, unknown>;
	for (const [claim, value] of Object.entries({m: method, u: path, b: hash('sha256', body, 'hex')}))
		if (claims[claim] !== value) throw new Error(`the proof is for another request (${claim})`);
	assertFresh(claims.iat, now);
	if (typeof claims.jti !== 'string' || !claims.jti) throw new Error('the proof has no jti');
	return claims.jti;
}

/** Milliseconds from the earliest moment at which a proof is accepted to the last: its clock may be ahead, and itself late. */
export const proofLife = 3 * proofSkew * 1000;

/** A clock may be wrong by the skew, and a request under way for as long again. */
function assertFresh(issuedAt: unknown, now: number): void {
	const age = Math.floor(now / 1000) - Number(issuedAt);
	if (typeof issuedAt !== 'number' || !(age >= -proofSkew && age <= 2 * proofSkew))
		throw new Error('the proof is of another time');
}
