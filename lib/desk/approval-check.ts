import type {JWK} from 'jose';
import {signerOf, verifyApproval} from '#lib/api/approval.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {verifyCertificate} from '#lib/api/verify-release.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {mayReview} from '#lib/core/identity/release.ts';
import type {Workflow} from '#lib/core/policy/bundle.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {approvalProblem} from '#lib/core/review/approval.ts';
import {demandedBy} from '#lib/core/review/expected.ts';
import type {Enrolled} from './ports.ts';

/**
 * May this screen say "approved"? Only if the directory's certificate and the reviewer's own signature over exactly this
 * draft verify here. The release token proves the same again, with the hub's countersignature, before anything goes out.
 */
export async function isApprovalProven(
	hold: HoldView,
	enrolled: Enrolled,
	now: number,
	workflow: Workflow | undefined,
): Promise<boolean> {
	const proofs = hold.approval?.proofs ?? [];
	if (proofs.length === 0 || digestOf(hold.draft) !== hold.digest) return false;
	try {
		const demanded = demandedBy(workflow ?? {}, {
			draft: hold.draft as Draft,
			findings: hold.findings as Finding[],
			location: hold.location,
		});
		const expected = {...demanded, location: hold.location};
		const proven = await Promise.all(proofs.map(proof => isProven(proof, hold, enrolled, now, expected)));
		return proven.every(Boolean);
	} catch {
		return false; // Malformed or forged: the same to whoever reads the screen
	}
}

type Proof = {statement: string; certificate: string};

async function isProven(
	proof: Proof,
	hold: HoldView,
	enrolled: Enrolled,
	now: number,
	expected: Parameters<typeof mayReview>[1],
): Promise<boolean> {
	const certificate = await verifyCertificate(proof.certificate, enrolled.keys.directory as JWK);
	if (signerOf(proof.statement) !== certificate.device) return false;
	const statement = await verifyApproval(proof.statement, certificate.key);
	return (
		certificate.iss === enrolled.organisation.id &&
		certificate.person === statement.reviewer &&
		certificate.person !== enrolled.person.id &&
		certificate.device !== enrolled.device &&
		now < certificate.exp * 1000 &&
		mayReview(certificate, expected) &&
		approvalProblem(statement, hold, now) === undefined
	);
}
