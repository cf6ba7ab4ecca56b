import {type Refusal, refusals} from '#lib/core/review/refusal.ts';

/** An expected refusal: an HTTP status, a code for code and words for people. */
export class Refused extends Error {
	readonly status: number;
	readonly code: string;
	constructor(status: number, code: string, message: string) {
		super(message);
		this.name = 'Refused';
		this.status = status;
		this.code = code;
	}
}

const statuses: Partial<Record<Refusal, number>> = {
	'unknown-hold': 404,
	'four-eyes': 403,
	'not-an-author': 403,
	'not-a-reviewer': 403,
	'not-yours': 403,
	'account-unknown': 403,
	'gate-too-low': 403,
	'digest-wrong': 400,
	'wrong-statement': 400,
};

/** What `decide` refused, as an answer; 409 where the world has moved on. */
export function refusedBy(refusal: Refusal): Refused {
	return new Refused(statuses[refusal] ?? 409, refusal, refusals[refusal]);
}
