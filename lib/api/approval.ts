import {type CryptoKey, decodeProtectedHeader, type JWK, jwtVerify, SignJWT} from 'jose';
import type {ApprovalClaims} from '#lib/core/review/approval.ts';
import {type ApprovalStatement, approvalStatementSchema} from './contract.ts';

/** `typ` of a reviewer's statement, in its header and among its claims. */
const typ = 'countersign-approval';

/** A reviewer's statement, signed by the device's key (ES256). The claims come from `approvalClaims` in core. */
export function signApproval(
	key: CryptoKey,
	device: string,
	claims: ApprovalClaims & {typ: typeof typ},
): Promise<string> {
	return new SignJWT({...claims}).setProtectedHeader({alg: 'ES256', typ, kid: device}).sign(key);
}

/** Which device claims to have signed a compact JWS: to look up its key, nothing else. */
export function signerOf(jws: string): string | undefined {
	try {
		return decodeProtectedHeader(jws).kid;
	} catch {
		return;
	}
}

/** Throws when the statement is not by this key or not a statement. Times are for `approvalProblem` to judge. */
export async function verifyApproval(jws: string, key: CryptoKey | JWK): Promise<ApprovalStatement> {
	const {payload} = await jwtVerify(jws, key, {
		algorithms: ['ES256'],
		typ,
		// The claims are judged by core, with the hub's time and its own words
		currentDate: new Date(0),
		clockTolerance: Number.MAX_SAFE_INTEGER,
	});
	return approvalStatementSchema.parse(payload);
}
