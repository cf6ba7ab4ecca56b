import type {HoldView} from '#lib/api/contract.ts';
import type {ReturnReason} from '#lib/core/review/hold.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import {MessageError, send} from '#lib/messaging/send.ts';
import {clockTime} from './words.ts';

/** What a reviewer has started: kept in the background, because a popup closes when it loses focus. */
export interface Making {
	/** Which form is open. */
	open: 'none' | 'return' | 'reject';
	reason: ReturnReason | null;
	note: string;
}

export const nothingMade: Making = {open: 'none', reason: null, note: ''};

export type Choice = 'approve' | 'return' | 'reject';

/** Sends the decision. It counts only when the hub has confirmed it; until then the words stay in the form. */
export async function decide(
	hold: HoldView,
	choice: Choice,
	making: Making,
): Promise<Outcome<{hold: HoldView}>> {
	const {id, version, digest} = hold;
	const {note} = making;
	try {
		if (choice === 'approve') return await send('hold:approve', {hold: id, version, digest});
		if (choice === 'reject') return await send('hold:reject', {hold: id, version, note});
		const reason = making.reason ?? 'check-the-facts';
		return await send('hold:return', {hold: id, version, reason, note});
	} catch (error) {
		const code = error instanceof MessageError ? error.code : 'broken';
		return {
			ok: false,
			code,
			message: 'Countersign did not answer. Nothing was decided; your words are kept.',
		};
	}
}

/** What the reviewer is told afterwards. */
export function doneWords({author, approval, expiresAt}: HoldView, choice: Choice, now: number): string {
	const first = author.name.split(' ')[0]!;
	if (choice === 'approve')
		return `✓ ${first} can post it until ${clockTime(approval?.expiresAt ?? expiresAt, now)}, and has been told.`;
	if (choice === 'return') return `↩ Returned. ${first} has been told why.`;
	return `✕ Turned down. ${first} has been told why.`;
}

/** What a single key means on a card; off while a text box has focus. */
export const keys = {
	a: 'Approve',
	e: 'Suggest wording',
	r: 'Return',
	q: 'Ask',
	s: 'Skip',
} as const;
export type Key = keyof typeof keys;

/** The form that a key or its button opens. The note begins with what the author will read. */
export function opened(key: 'e' | 'r' | 'q', text: string, making: Making): Making {
	const note = making.note.trim() === '' ? begun(key, text) : making.note;
	const reason = making.reason ?? (key === 'r' ? null : 'check-the-facts');
	return {open: 'return', reason, note};
}

function begun(key: 'e' | 'r' | 'q', text: string): string {
	if (key === 'e') return `Suggested wording: ${text}`;
	return key === 'q' ? 'Question: ' : '';
}
