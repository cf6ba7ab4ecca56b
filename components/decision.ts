import type {HoldView} from '#lib/api/contract.ts';
import type {ReturnReason} from '#lib/core/review/hold.ts';
import type {Span} from '#lib/core/review/word-changes.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import {MessageError, send} from '#lib/messaging/send.ts';
import {lookedWords} from './looked.ts';
import {good, plain, type Said} from './said.ts';
import {clockTime, firstName} from './words.ts';

/** What a reviewer has begun: which form, and what stands in it. Kept, because a popup closes when it loses focus. */
export interface Making {
	open: 'none' | 'return' | 'reject' | 'suggest' | 'ask';
	note: string;
	reason: ReturnReason | null;
	/** The suggested wording; empty if none was begun. */
	text: string;
	/** The stretch of the draft that a question is about; `null` = all of it. */
	span: Span | null;
}

export const nothingMade: Making = {open: 'none', reason: null, note: '', text: '', span: null};

/** What a decision is about, as it was on the screen. */
type Decided = Pick<HoldView, 'id' | 'version' | 'digest'>;

export type Choice = 'approve' | 'return' | 'reject' | 'suggest' | 'ask';

/** Sends the decision. It counts only when the hub has confirmed it; until then the words stay in the form. */
export async function decide(
	hold: Decided,
	choice: Choice,
	making: Making,
): Promise<Outcome<{hold: HoldView}>> {
	try {
		return await sent(hold, choice, making);
	} catch (error) {
		const code = error instanceof MessageError ? error.code : 'broken';
		return {
			ok: false,
			code,
			message: 'Countersign did not answer. Your words are kept: try again.',
		};
	}
}

function sent({id, version, digest}: Decided, choice: Choice, {note, text, reason, span}: Making) {
	switch (choice) {
		case 'approve':
			return send('hold:approve', {hold: id, version, digest});
		case 'reject':
			return send('hold:reject', {hold: id, version, note});
		case 'suggest':
			return send('hold:suggest', {hold: id, version, text, note});
		case 'ask':
			return send('hold:ask', {hold: id, version, text: note, span});
		case 'return':
			return send('hold:return', {hold: id, version, reason: reason ?? 'check-the-facts', note});
	}
}

/** What the reviewer is told afterwards. */
export function doneWords({author, approval, looked}: HoldView, choice: Choice, now: number): Said {
	if (looked) return lookedWords(looked);
	const first = firstName(author.name);
	switch (choice) {
		case 'approve':
			return approval
				? good(`✓ ${first} can post it until ${clockTime(approval.expiresAt, now)}, and has been told.`)
				: good(`✓ Approved by you. A further person looks before ${first} can post it.`);
		case 'return':
			return plain(`↩ Returned. ${first} has been told why.`);
		case 'suggest':
			return plain(`✎ Suggested. ${first} has been told.`);
		case 'ask':
			return plain(`? Asked. ${first} has been told; the item keeps its place.`);
		case 'reject':
			return plain(`✕ Turned down. ${first} has been told why.`);
	}
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

/** The form that a key or its button opens. What was begun in it before is there again. */
export function opened(key: 'e' | 'r' | 'q', text: string, making: Making, selected: Span | null): Making {
	if (key === 'r') return {...making, open: 'return'};
	return key === 'q'
		? {...making, open: 'ask', span: selected ?? making.span}
		: {...making, open: 'suggest', text: making.text === '' ? text : making.text};
}
