import type {Draft} from '../draft.ts';
import type {PersonId} from '../identity/person.ts';
import type {Finding} from '../policy/finding.ts';
import type {Mended} from './mended.ts';
import type {HeldRoute} from './steps.ts';
import type {Touch} from './touches.ts';

/** design.md, section 5. `archived` and the last five are terminal. */
export type HoldState =
	| 'held'
	| 'in_review'
	| 'changes_requested'
	| 'approved'
	| 'released'
	| 'sent'
	| 'archived'
	| 'rejected'
	| 'expired'
	| 'withdrawn'
	| 'superseded'
	| 'failed';

export type {PersonId} from '../identity/person.ts';

/** Why a hold was sent back: one tap (product.md, 6.3). */
export type ReturnReason =
	| 'promise-of-an-outcome'
	| 'missing-information'
	| 'not-true-here-today'
	| 'wrong-account'
	| 'tone'
	| 'check-the-facts'
	| 'needs-legal';

/** What the author saw and did before sending for approval. */
export interface Submission {
	draft: Draft;
	digest: string;
	/** Digest of the policy bundle that judged it. */
	policy: string;
	findings: readonly Finding[];
	/**
	 * The message answered, as it was visible; third parties minimised. `askedAt`: when it was written, if that is known.
	 * `leave`: the author leaves it for the morning, and nobody is woken.
	 */
	context: {inReplyTo?: string; url: string; askedAt?: number; leave?: true};
	note: string;
	helped?: Mended;
}

/** The reviewer's signed statement, as the hub and the author's extension have verified it. */
export interface Approval {
	reviewer: PersonId;
	/** Compact JWS by the reviewer's device key. */
	statement: string;
	/** The statement's own id: each is used at most once. */
	jti: string;
	/** Of the route; absent without one. */
	step?: number;
	at: number;
	/** Milliseconds since 1970; after it the approval is void. */
	expiresAt: number;
}

/** A reviewer's other wording, offered to the author: words only, everything else of the draft stays. */
export interface Suggestion {
	by: PersonId;
	at: number;
	/** Id of the hold that the draft becomes when the author accepts: the approval names it in advance. */
	next: string;
	text: string;
	/** Of the draft with this text. */
	digest: string;
	note: string;
	/** None: complete when the author accepts. */
	touches: readonly Touch[];
	/** The reviewer's approval of exactly this wording, signed before the author has seen it; else `null`. */
	approval: {statement: string; jti: string; expiresAt: number} | null;
}

/** A question to the author; the item keeps its place. `span` is the stretch of text that it is about. */
export interface Question {
	id: string;
	by: PersonId;
	at: number;
	text: string;
	span: {start: number; end: number} | null;
	answer: {by: PersonId; at: number; text: string} | null;
}

export interface Hold {
	id: string;
	state: HoldState;
	version: number;
	/** Everybody who wrote this version or one before it: nobody here can approve it. The first one sent it. */
	authors: readonly PersonId[];
	location: string;
	/** The hold that this one replaced. */
	previous: string | null;
	/** The hold that took the place of this one. */
	next: string | null;
	/** Whose suggestion this version's wording is. */
	accepted: Accepted | null;
	/** The other wording that the author may accept now. */
	suggestion: Suggestion | null;
	/** Reviewers who suggested another claim: authors of every later version, whoever types it. */
	claimants: readonly PersonId[];
	questions: readonly Question[];
	/** How many different reviewers must approve. */
	needed: number;
	/** The steps that it must go through; `null` = any reviewers of the place. */
	route: HeldRoute | null;
	/** Minutes before the end at which both sides were last warned. */
	warned: number | null;
	submission: Submission;
	heldAt: number;
	/** The hold's own end: nothing dies silently, nothing lives for ever. */
	expiresAt: number;
	claim: {reviewer: PersonId; until: number} | null;
	approvals: readonly Approval[];
	/** Single use; set by `release`. */
	release: {id: string; device: string; at: number; expiresAt: number} | null;
	returned: {by: PersonId; reason: ReturnReason; note: string; at: number} | null;
	rejected: {by: PersonId; note: string; at: number} | null;
	/** Of a thread: the first part's. */
	sent: {siteId: string; url: string; at: number} | null;
	/** Of a thread: the parts that are public, in order. */
	parts?: readonly {siteId: string; url: string; at: number}[];
	/** Why the site refused the next part, until it takes it. */
	stuck?: string;
	/** Open until a report of what became of it arrives: no release is ever forgotten. */
	alarm: {why: Alarm; since: number} | null;
}

export interface Accepted {
	/** The hold on which it was suggested. */
	hold: string;
	by: PersonId;
	touches: readonly Touch[];
}

/** `unconfirmed`: released, and nobody said what became of it. `different`: what was sent is not what was approved. */
export type Alarm = 'unconfirmed' | 'different';
