import type {JWK} from 'jose';
import {type PolicyMeta, policyMetaSchema} from './contract.ts';
import {verifySigned} from './verify-release.ts';

/** What a device knows when new metadata arrives. */
export interface PolicyExpected {
	organisation: string;
	now: number;
	/** The highest version this device ever accepted, and its digest. */
	last: Pick<PolicyMeta, 'version' | 'digest'> | null;
}

/** Milliseconds: no metadata is believed for longer, whatever it says. */
const longestLife = 14 * 24 * 60 * 60_000;
const skew = 5 * 60_000;

/** Signed policy metadata. Throws when it is forged, of another firm, over, or older than what was accepted before. */
export async function verifyPolicyMeta(jws: string, hub: JWK, expected: PolicyExpected): Promise<PolicyMeta> {
	const meta = policyMetaSchema.parse(await verifySigned(jws, hub, 'countersign-policy'));
	const {organisation, now, last} = expected;
	if (meta.organisation !== organisation) throw new Error('the policy is for another organisation');
	if (now >= meta.expires) throw new Error('the policy metadata is out of date');
	if (meta.expires > now + longestLife + skew) throw new Error('the policy metadata lasts too long');
	if (last && meta.version < last.version) throw new Error('the policy is older than the one in force');
	if (last && meta.version === last.version && meta.digest !== last.digest)
		throw new Error('two policies have one version');
	return meta;
}
