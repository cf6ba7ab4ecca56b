/** What was approved may go when the hub releases it, and when both signatures verify here. */
import type {Account, HoldView} from '#lib/api/contract.ts';
import {verifyReleaseToken} from '#lib/api/verify-release.ts';
import type {UsedReady} from '#lib/core/archive/record.ts';
import {ReleaseError} from '#lib/core/identity/release.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {demandedBy} from '#lib/core/review/expected.ts';
import type {Refused, ReleaseRequest} from '#lib/messaging/catalogue.ts';
import {refused} from './outcome.ts';
import type {Ports, StoredPolicy} from './ports.ts';
import {hubNow, type Session} from './session.ts';

export interface Allowed {
	session: Session;
	account: Account;
	policy: StoredPolicy;
}

/**
 * `token`: kept for the parts of a thread that follow, and for another press. `ready`: by whose approval of the words alone.
 * `again`: taken up for another attempt, on record already.
 */
export type Permitted = {ok: true; id: string; token?: string; ready?: UsedReady; again?: number} | Refused;

type Approved = Pick<ReleaseRequest, 'draft' | 'digest'>;

/** Approved: the hub gives one token for it, and both signatures are verified here. */
export async function releasedByHub(
	ports: Ports,
	{session, policy}: Allowed,
	request: Approved,
	id: string,
): Promise<Permitted> {
	const {hold, token} = await session.hub.call(
		'command',
		{type: 'release', digest: request.digest, gate: ports.gate()},
		{id},
	);
	if (!token) return refused('not-released', 'The hub did not release this. Nothing was posted.');
	const claims = await verified(ports, session, {hold, policy}, token, request);
	if (!claims)
		return refused('bad-token', 'The approval does not verify. Nothing was posted. Tell your admin.');
	return {ok: true, id: claims.jti, token};
}

export async function verified(
	ports: Ports,
	{enrolled}: Session,
	{hold, policy}: {hold: HoldView; policy: StoredPolicy},
	token: string,
	request: Approved,
) {
	const expected = {
		organisation: enrolled.organisation.id,
		me: {person: enrolled.person.id, device: enrolled.device},
		hold: {id: hold.id, version: hold.version, policy: hold.policy, expiresAt: hold.expiresAt},
		location: hold.location,
		draft: request.draft,
		digest: request.digest,
		// By the signed rules, not by the hub's word
		...demandedBy(policy.workflow, {
			...request,
			location: hold.location,
			findings: hold.findings as Finding[],
		}),
		now: await hubNow(ports),
	};
	try {
		return await verifyReleaseToken(token, enrolled.keys, expected);
	} catch (error) {
		ports.around.report(error instanceof ReleaseError ? error.code : 'a release token is malformed', error);
		return;
	}
}
