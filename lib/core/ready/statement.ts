/** What the two persons sign about a ready reply, and what both signatures together must say. */
import type {CertificateClaims} from '../identity/release.ts';
import {hasRole} from '../identity/roles.ts';
import {clockSkew} from '../review/approval.ts';
import {isReadyAt, type ReadyReply, readyDigest} from './reply.ts';

/** `iat` in seconds (RFC 7519). */
export interface ReadyClaims {
	as: 'writer' | 'approver';
	reply: string;
	version: number;
	/** `readyDigest` of exactly what was on the screen. */
	digest: string;
	person: string;
	iat: number;
	jti: string;
}

export function readyClaims(
	reply: ReadyReply,
	as: ReadyClaims['as'],
	person: string,
	now: number,
	jti: string,
): ReadyClaims & {typ: 'countersign-ready'} {
	const {id, version} = reply;
	const iat = Math.floor(now / 1000);
	return {typ: 'countersign-ready', as, reply: id, version, digest: readyDigest(reply), person, iat, jti};
}

export type StatementProblem = 'wrong-statement' | 'statement-over';

/** Why these claims are not this person's word on this reply, said just now. */
export function statementProblem(
	claims: ReadyClaims,
	reply: ReadyReply,
	expected: {as: ReadyClaims['as']; person: string; now: number},
): StatementProblem | undefined {
	const isAboutIt =
		claims.reply === reply.id && claims.version === reply.version && claims.digest === readyDigest(reply);
	if (!isAboutIt || claims.as !== expected.as || claims.person !== expected.person) return 'wrong-statement';
	return Math.abs(expected.now - claims.iat * 1000) <= clockSkew ? undefined : 'statement-over';
}

/** A statement with the certificate of the device that made it: both signatures are verified already. */
export interface Signed {
	claims: ReadyClaims;
	certificate: CertificateClaims;
}

export type SignatureProblem =
	| 'other-organisation'
	| 'wrong-statement'
	| 'four-eyes'
	| 'not-a-reviewer'
	| 'certificate-over'
	| 'reply-over';

/**
 * The author's own last word on a ready reply: two persons, two devices, the second one a reviewer of the place when he
 * signed. A hub that was broken into can withhold a reply, but not make one.
 */
export function signaturesProblem(
	reply: ReadyReply,
	{writer, approver}: {writer: Signed; approver: Signed},
	{organisation, now}: {organisation: string; now: number},
): SignatureProblem | undefined {
	if (!isReadyAt(reply, now)) return 'reply-over';
	if (writer.claims.as !== 'writer' || approver.claims.as !== 'approver') return 'wrong-statement';
	const wrong = [writer, approver].map(signed => ownProblem(reply, signed, organisation)).find(Boolean);
	if (wrong) return wrong;
	if (!reply.authors.includes(writer.claims.person)) return 'wrong-statement';
	if (reply.authors.includes(approver.claims.person)) return 'four-eyes';
	// The same browser profile with a second login is still the writer
	if (writer.certificate.device === approver.certificate.device) return 'four-eyes';
	return hasRole(approver.certificate.roles, 'reviewer', reply.location) ? undefined : 'not-a-reviewer';
}

function ownProblem(
	reply: ReadyReply,
	{claims, certificate}: Signed,
	organisation: string,
): SignatureProblem | undefined {
	if (certificate.iss !== organisation) return 'other-organisation';
	const {as, person, iat} = claims;
	if (certificate.person !== person) return 'wrong-statement';
	if (statementProblem(claims, reply, {as, person, now: iat * 1000})) return 'wrong-statement';
	const wasLive = certificate.iat * 1000 <= iat * 1000 + clockSkew && iat < certificate.exp;
	return wasLive ? undefined : 'certificate-over';
}
