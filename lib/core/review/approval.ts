import type {Draft, SiteId, Target} from '../draft.ts';
import type {Hold, PersonId} from './hold.ts';
import type {Refusal} from './refusal.ts';

/** Milliseconds for which an approval may stand, at most. */
const approvalLife = 24 * 60 * 60_000;
/** Milliseconds by which a reviewer's clock may be ahead of the hub's. */
export const clockSkew = 5 * 60_000;

/** What a reviewer's statement says, once its signature is verified. `iat` and `exp` in seconds (RFC 7519). */
export interface ApprovalClaims {
	hold: string;
	version: number;
	digest: string;
	site: SiteId;
	account: string;
	target: string | null;
	policy: string;
	reviewer: PersonId;
	iat: number;
	exp: number;
	jti: string;
}

/** What is approved, as far as an approval names it. */
export interface Approvable {
	id: string;
	version: number;
	expiresAt: number;
	draft: Draft;
	digest: string;
	policy: string;
}

/** How a statement names what is answered or addressed. */
function targetName(target: Target | null): string | null {
	return target && `${target.kind}:${target.id}`;
}

/** The claims a reviewer's device signs to approve this. `now` in milliseconds, `jti` unique. */
export function approvalClaims(
	what: Approvable,
	reviewer: PersonId,
	now: number,
	jti: string,
): ApprovalClaims & {typ: 'countersign-approval'} {
	return {
		typ: 'countersign-approval',
		...namedBy(what),
		reviewer,
		iat: Math.floor(now / 1000),
		exp: Math.floor(Math.min(what.expiresAt, now + approvalLife) / 1000),
		jti,
	};
}

/** The hold as an approval names it. */
export function approvableOf(hold: Hold): Approvable {
	const {draft, digest, policy} = hold.submission;
	return {id: hold.id, version: hold.version, expiresAt: hold.expiresAt, draft, digest, policy};
}

/** Why this statement does not approve this hold at `now`, or nothing. */
export function approvalProblem(claims: ApprovalClaims, what: Approvable, now: number): Refusal | undefined {
	if (claims.version !== what.version || claims.digest !== what.digest) return 'changed';
	const expected = namedBy(what);
	const named = Object.keys(expected) as (keyof typeof expected)[];
	if (named.some(name => claims[name] !== expected[name])) return 'wrong-statement';
	return isInForce(claims, now) ? undefined : 'statement-over';
}

/** Begun, not over, and not meant to last longer than an approval may. */
export function isInForce({iat, exp}: Pick<ApprovalClaims, 'iat' | 'exp'>, now: number): boolean {
	const [from, to] = [iat * 1000, exp * 1000];
	return from <= now + clockSkew && now < to && to - from <= approvalLife;
}

function namedBy({id, version, draft, digest, policy}: Approvable) {
	return {
		hold: id,
		version,
		digest,
		site: draft.site,
		account: draft.account,
		target: targetName(draft.target),
		policy,
	};
}
