import {calculateJwkThumbprint, compactVerify, importJWK, type JWK} from 'jose';
import {type Expected, type VerifiedApproval, verifyRelease} from '#lib/core/identity/release.ts';
import {signerOf, verifyApproval} from './approval.ts';
import {
	type Certificate,
	certificateSchema,
	type HubKeys,
	type ReleaseToken,
	releaseTokenSchema,
} from './contract.ts';

/**
 * Everything that must be true before a device lets an approved draft go: the hub's token, the directory's certificate
 * of each reviewer's device, and the reviewer's own signature over exactly this draft. `keys` are the ones pinned when
 * the device enrolled. Throws.
 */
export async function verifyReleaseToken(
	jws: string,
	keys: Pick<HubKeys, 'directory' | 'hub'>,
	expected: Expected,
): Promise<ReleaseToken> {
	const token = releaseTokenSchema.parse(await verifySigned(jws, keys.hub, 'countersign-release'));
	const approvals = await Promise.all(
		token.approvals.map(({statement, certificate}) => verifyPair(statement, certificate, keys)),
	);
	verifyRelease(token, approvals, expected);
	return token;
}

/** A device certificate, if the directory signed it. Throws. Its dates are for the caller to judge. */
export async function verifyCertificate(jws: string, directory: JWK): Promise<Certificate> {
	const certificate = certificateSchema.parse(await verifySigned(jws, directory, 'countersign-device'));
	const thumbprint = await calculateJwkThumbprint(certificate.key);
	if (thumbprint !== certificate.device) throw new Error('the certificate is for another key');
	return certificate;
}

/** The payload of a compact JWS by one of the organisation's Ed25519 keys. Throws. */
export async function verifySigned(jws: string, key: JWK, typ: string): Promise<unknown> {
	const {payload, protectedHeader} = await compactVerify(jws, await importJWK(key, 'EdDSA'), {
		algorithms: ['EdDSA'],
	});
	// A certificate must never pass for a token: both are signed by keys a client trusts
	if (protectedHeader.typ !== typ) throw new Error(`expected ${typ}, not ${protectedHeader.typ}`);
	return JSON.parse(new TextDecoder().decode(payload));
}

async function verifyPair(
	statement: string,
	certificate: string,
	keys: Pick<HubKeys, 'directory'>,
): Promise<VerifiedApproval> {
	const certified = await verifyCertificate(certificate, keys.directory);
	if (signerOf(statement) !== certified.device) throw new Error('the approval is by another device');
	return {statement: await verifyApproval(statement, certified.key), certificate: certified};
}
