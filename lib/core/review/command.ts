import type {RoleAt} from '../identity/roles.ts';
import type {ApprovalClaims} from './approval.ts';
import type {Hold, PersonId, ReturnReason, Submission} from './hold.ts';

/** Who asks, as the hub knows this person at this moment. */
export interface Actor {
	person: PersonId;
	device: string;
	roles: readonly RoleAt[];
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
			until: number;
			/** The hold that this draft replaces, as it is now. */
			previous: Hold | null;
	  }
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
