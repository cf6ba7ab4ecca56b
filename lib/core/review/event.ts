import type {
	Accepted,
	Alarm,
	Approval,
	PersonId,
	Question,
	ReturnReason,
	Submission,
	Suggestion,
} from './hold.ts';
import type {HeldRoute} from './steps.ts';

/** When, and who; `null` is time itself. */
interface Stamp {
	at: number;
	by: PersonId | null;
}

/** What happened to a hold: its history is the list of these, and each is one entry in the archive. */
export type HoldEvent = Stamp &
	(
		| {
				type: 'held';
				id: string;
				version: number;
				authors: readonly PersonId[];
				location: string;
				previous: string | null;
				/** Absent in what older versions wrote. */
				accepted?: Accepted | null;
				claimants?: readonly PersonId[];
				needed: number;
				route?: HeldRoute | null;
				submission: Submission;
				expiresAt: number;
		  }
		| {type: 'claimed'; until: number}
		| {type: 'unclaimed'}
		| {type: 'approved'; approval: Approval; complete: boolean}
		| {type: 'suggested'; suggestion: Suggestion}
		| {type: 'declined'}
		| {type: 'asked'; question: Question}
		| {type: 'answered'; question: string; text: string}
		| {type: 'returned'; reason: ReturnReason; note: string}
		| {type: 'rejected'; note: string}
		| {type: 'withdrawn'}
		| {type: 'revoked'; why: 'person' | 'lapsed'}
		| {type: 'released'; release: {id: string; device: string; at: number; expiresAt: number}}
		/** One part of an approved thread is public; the last one is followed by `sent`. */
		| {type: 'part'; part: number; siteId: string; url: string; digest: string}
		/** The site refused a part after others were public. It may be tried again. */
		| {type: 'part-failed'; part: number; reason: string}
		| {type: 'sent'; siteId: string; url: string; digest: string}
		| {type: 'failed'; reason: string}
		| {type: 'archived'}
		| {type: 'expired'}
		| {type: 'superseded'; next: string}
		| {type: 'alarmed'; why: Alarm}
		/** Nobody decided in time: more people are asked. */
		| {type: 'escalated'}
		/** Both sides are told that it ends soon. */
		| {type: 'warned'; minutes: number}
		/** Its author left: somebody else answers for it from now on, and is an author of it. */
		| {type: 'handed'; from: PersonId; to: PersonId}
	);

export type EventOf<T extends HoldEvent['type']> = Extract<HoldEvent, {type: T}>;
