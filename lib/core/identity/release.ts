import type {Draft} from '../draft.ts';
import {type ApprovalClaims, approvalProblem, clockSkew, isInForce} from '../review/approval.ts';
import type {PersonId} from '../review/hold.ts';
import {hasRole, type RoleAt} from './roles.ts';

/** What the hub's release token says. Times in seconds (RFC 7519). */
export interface ReleaseClaims {
	iss: string;
	/** The author's device. */
	aud: string;
	hold: string;
	version: number;
	digest: string;
	jti: string;
	iat: number;
	exp: number;
}

/** What a device certificate says, once the directory's signature is verified. */
export interface CertificateClaims {
	iss: string;
	person: PersonId;
	device: string;
	roles: readonly RoleAt[];
	iat: number;
	exp: number;
}

export interface VerifiedApproval {
	statement: ApprovalClaims;
	certificate: CertificateClaims;
}

/** What the author's device knows by itself, without asking the hub. */
export interface Expected {
	organisation: string;
	me: {person: PersonId; device: string};
	hold: {id: string; version: number; policy: string; expiresAt: number};
	/** Where the account belongs: the reviewer's role must reach there. */
	location: string;
	/** The draft as it stands in the composer now. */
	draft: Draft;
	digest: string;
	/** How many different reviewers must have approved; 1 unless the workflow says more. */
	needed?: number;
	/** Buddy branches, and persons wherever they review, whom the signed workflow names for this. */
	locations?: readonly string[];
	persons?: readonly PersonId[];
	now: number;
}

export type ReleaseProblem =
	| 'other-organisation'
	| 'other-device'
	| 'other-hold'
	| 'different'
	| 'token-over'
	| 'four-eyes'
	| 'not-a-reviewer'
	| 'other-reviewer'
	| 'certificate-over'
	| 'statement-wrong'
	| 'too-few-approvals';

/** A release that must not be armed, and why. */
export class ReleaseError extends Error {
	readonly code: ReleaseProblem;
	constructor(code: ReleaseProblem) {
		super(`this release is not valid: ${code}`);
		this.name = 'ReleaseError';
		this.code = code;
	}
}

/** Milliseconds for which a token may be good, at most: the hub does not get to say. */
const tokenLife = 5 * 60_000;

/**
 * The author's own last word: do these claims, whose signatures are verified, let exactly this draft go from this
 * device? Throws ReleaseError. A hub that was broken into can withhold a release, but not make one.
 */
export function verifyRelease(
	token: ReleaseClaims,
	approvals: readonly VerifiedApproval[],
	expected: Expected,
): void {
	const problem = tokenProblem(token, expected);
	if (problem) throw new ReleaseError(problem);
	for (const approval of approvals) {
		const wrong = certificateProblem(approval, expected) ?? statementProblem(approval, expected);
		if (wrong) throw new ReleaseError(wrong);
	}
	const reviewers = new Set(approvals.map(({statement}) => statement.reviewer));
	if (reviewers.size < Math.max(1, expected.needed ?? 1)) throw new ReleaseError('too-few-approvals');
}

function tokenProblem(token: ReleaseClaims, expected: Expected): ReleaseProblem | undefined {
	if (token.iss !== expected.organisation) return 'other-organisation';
	if (token.aud !== expected.me.device) return 'other-device';
	if (token.hold !== expected.hold.id || token.version !== expected.hold.version) return 'other-hold';
	if (token.digest !== expected.digest) return 'different';
	const [from, to] = [token.iat * 1000, token.exp * 1000];
	const isLive = from <= expected.now + clockSkew && expected.now < to && to - from <= tokenLife;
	return isLive ? undefined : 'token-over';
}

function certificateProblem(
	{certificate, statement}: VerifiedApproval,
	expected: Expected,
): ReleaseProblem | undefined {
	if (certificate.iss !== expected.organisation) return 'other-organisation';
	if (certificate.person !== statement.reviewer) return 'other-reviewer';
	if (certificate.person === expected.me.person) return 'four-eyes';
	// The same browser profile with a second login is still the author's
	if (certificate.device === expected.me.device) return 'four-eyes';
	if (!mayReview(certificate, expected)) return 'not-a-reviewer';
	const {now} = expected;
	const isLive = certificate.iat * 1000 <= now + clockSkew && now < certificate.exp * 1000;
	return isLive ? undefined : 'certificate-over';
}

/** A reviewer of the place, of a buddy branch, or one whom the signed workflow names; delegates stand for the named. */
export function mayReview(
	{person, roles}: Pick<CertificateClaims, 'person' | 'roles'>,
	{location, locations = [], persons = []}: Pick<Expected, 'location' | 'locations' | 'persons'>,
): boolean {
	if ([location, ...locations].some(place => hasRole(roles, 'reviewer', place))) return true;
	return persons.includes(person) && roles.some(({role}) => role === 'reviewer');
}

function statementProblem({statement}: VerifiedApproval, expected: Expected): ReleaseProblem | undefined {
	const {id, version, policy, expiresAt} = expected.hold;
	const {draft, digest, now} = expected;
	const problem = approvalProblem(statement, {id, version, expiresAt, draft, digest, policy}, now);
	if (!problem) return;
	if (problem === 'statement-over' || !isInForce(statement, now)) return 'statement-wrong';
	return problem === 'changed' ? 'different' : 'statement-wrong';
}
