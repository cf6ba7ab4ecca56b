import type {RoleAt} from '../identity/roles.ts';
import type {ApprovalClaims} from './approval.ts';
import type {Hold, PersonId, ReturnReason, Submission} from './hold.ts';
import type {Candidate, Competence, HeldRoute} from './steps.ts';
import type {Touch} from './touches.ts';

/** Who asks, as the hub knows this person at this moment. */
export interface Actor {
	person: PersonId;
	device: string;
	roles: readonly RoleAt[];
	/** What this person is competent for, with its end; none where nobody asked. */
	competences?: readonly Competence[];
	/** Persons who are away and have handed over to this one. */
	standsInFor?: readonly PersonId[];
}

export function candidateOf({
	person,
	roles,
	competences = [],
	standsInFor = [],
}: Omit<Actor, 'device'>): Candidate {
	return {person, roles, competences, standsInFor};
}

export interface Context {
	by: Actor;
	now: number;
}

export type Gate = 'managed' | 'unmanaged';

/** What the hub has looked up for a release: nothing here comes from the device that asks. */
export interface ReleaseFacts {
	/** The registered account's setting; `null` when it is not registered. */
	gateNeeded: 'any' | 'managed' | null;
	/** The draft under the rules of now, compared with the rules under which it was approved. */
	rules: 'same' | 'stricter' | 'over';
	/** A stop order that is for this person and this account. */
	stopped: boolean;
	/** Approvers whose role and device still stand. */
	standing: readonly PersonId[];
}

export type Command =
	| {
			type: 'submit';
			id: string;
			submission: Submission;
			location: string;
			needed: number;
			/** Already fixed for these authors. */
			route: HeldRoute | null;
			until: number;
			/** The hold that this draft replaces, as it is now. */
			previous: Hold | null;
			/** Reviewers who once suggested exactly this draft, with another claim than stood there. */
			claimants: readonly PersonId[];
	  }
	/** The author takes the wording that was suggested on `previous`: a new version of it. */
	| {
			type: 'accept';
			previous: Hold;
			submission: Submission;
			needed: number;
			route: HeldRoute | null;
			/** Whoever suggested it, as the hub knows that person now; `null` when role or device are gone. */
			suggester: Candidate | null;
	  }
	| {
			type: 'suggest';
			version: number;
			/** Id of the hold that the accepted wording will be. */
			next: string;
			text: string;
			digest: string;
			note: string;
			/** By the hub's own check, never by the reviewer's word. */
			touches: readonly Touch[];
			approval: {statement: string; claims: ApprovalClaims} | null;
	  }
	/** The author keeps the wording as it is. */
	| {type: 'decline'}
	| {type: 'ask'; id: string; version: number; text: string; span: {start: number; end: number} | null}
	| {type: 'answer'; question: string; text: string}
	| {type: 'supersede'; next: string}
	| {type: 'claim'}
	| {type: 'unclaim'}
	| {type: 'approve'; statement: string; claims: ApprovalClaims}
	| {type: 'return'; version: number; reason: ReturnReason; note: string}
	| {type: 'reject'; version: number; note: string}
	| {type: 'withdraw'}
	| {type: 'revoke'}
	| {type: 'release'; id: string; digest: string; gate: Gate; facts: ReleaseFacts}
	| {type: 'sent'; release: string; siteId: string; url: string; digest: string}
	| {type: 'failed'; release: string; reason: string}
	/** The archive has the record of what was sent: said by the hub alone. */
	| {type: 'archive'};

export type CommandOf<T extends Command['type']> = Extract<Command, {type: T}>;
