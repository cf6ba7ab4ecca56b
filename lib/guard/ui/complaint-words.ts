import type {Complaint} from '#lib/api/contract.ts';
import {aboutOf, isFinancial} from '#lib/core/complaint/complaint.ts';
import type {Draft} from '#lib/core/draft.ts';
import type {Awake} from '#lib/messaging/route-preview.ts';
import type {Look} from '../judgements.ts';
import {awakeWords} from './awake-words.ts';
import {type Status, status} from './status.ts';
import {dayOf, waitOf} from './times.ts';

/** `Looks like a finance complaint · waiting 38 min · not logged yet` */
export function complaintWords(
	{inReplyTo = '', askedAt}: Pick<Look, 'inReplyTo' | 'askedAt'>,
	awake: Awake | null,
	now: number,
): Status {
	const what = isFinancial(aboutOf(inReplyTo)) ? 'a finance complaint' : 'a complaint';
	const parts = [
		`Looks like ${what}`,
		askedAt !== undefined && `waiting ${waitOf(now - askedAt)}`,
		'not logged yet',
		awakeWords(awake, now),
	];
	return status('warn', 'change', parts.filter(Boolean).join(' · '));
}

/** `Customer may be at risk. Use reply R-VUL-01, then call the duty manager: 0113 496 0000` */
export function riskWords(reply: string | undefined, dutyManager: string | undefined): Status {
	const call = `call the duty manager${dutyManager ? `: ${dutyManager}` : ' at once'}`;
	const what = reply ? `Use reply ${reply}, then ${call}` : `${call.replace('call', 'Call')}`;
	return status('warn', 'change', `Customer may be at risk. ${what}`);
}

/** `Complaint C-2026-01877 · final response due by 16 Jan 2027` */
export function loggedWords({id, finalBy, closedAt}: Complaint): Status {
	const clock = closedAt === null ? `final response due by ${dayOf(finalBy)}` : 'closed';
	return status('check', 'good', `Complaint ${id} · ${clock}`);
}

/** The reminder is made by the hub, from the reply that was used. */
export const promiseKept = (by: string) =>
	status(
		'clock',
		'wait',
		`You promised contact by ${by}. A reminder is set for those who see to complaints.`,
	);

export const askedToHide = status('check', 'good', 'Asked to hide the comment. Your page manager decides.');

const places: Partial<Record<Draft['operation'], string>> = {
	reply: 'public reply',
	comment: 'public comment',
	dm: 'private message',
};

/** `Facebook, public comment`: where the customer wrote. */
export function channelWords({
	site,
	operation,
	target,
}: Pick<Draft, 'site' | 'operation' | 'target'>): string {
	const where = target?.kind === 'comment' ? 'public comment' : (places[operation] ?? 'post');
	return `${site === 'x' ? 'X' : 'Facebook'}, ${where}`;
}
