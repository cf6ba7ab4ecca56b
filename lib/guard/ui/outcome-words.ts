/** What became of a press, in words (product.md, sections 4 and 5). */
import type {Draft} from '#lib/core/draft.ts';
import {isWhole} from '#lib/core/thread.ts';
import {type Status, status as s} from './status.ts';

export const lookFirst = 'Look before you post it again.';

export function posted(
	receipt: string | null,
	thread: Draft['thread'] = null,
	/** `took`: milliseconds since its composer was opened. */
	ready?: {reply: string; version: number; took?: number | undefined},
): Status {
	const isPartly = thread && !isWhole(thread) && thread.part < thread.of;
	if (isPartly) return s('dots', 'quiet', `Part ${thread.part} of ${thread.of} posted`);
	const how = ready ? ` · ready-approved reply ${ready.reply} v${ready.version}${tookWords(ready.took)}` : '';
	return receipt
		? s('check', 'good', `Posted and archived · receipt ${receipt}${how}`)
		: s('check', 'good', 'Posted · the archive has not confirmed it yet');
}

/** ` · 2 min 12 s after you opened it` */
function tookWords(ms: number | undefined): string {
	if (ms === undefined) return '';
	const seconds = Math.round(ms / 1000);
	const minutes = seconds < 60 ? '' : `${Math.floor(seconds / 60)} min `;
	return ` · ${minutes}${seconds % 60} s after you opened it`;
}

export function notPosted({
	reason,
	unsure,
	draft: {thread} = {thread: null},
}: {
	reason: string;
	unsure: boolean;
	draft?: Pick<Draft, 'thread'>;
}): Status {
	if (thread && !isWhole(thread)) return partNotPosted(thread, reason, unsure);
	if (unsure) return s('warn', 'change', `Nobody saw whether the site posted it (${reason}). ${lookFirst}`);
	return s('warn', 'change', `The site did not post it (${reason}). Your draft is still here.`);
}

/** The site sent it where this browser lets nobody read or stop it. */
export const leftUnreleased = s(
	'warn',
	'change',
	'Something was posted without Countersign’s release. It is recorded, and your company’s admins can see it.',
);
export const stoppedOnWire = s(
	'warn',
	'change',
	'The page tried to post past its own Post button. Nothing was posted. Reload the page and try again.',
);

function partNotPosted({part, of}: {part: number; of: number}, reason: string, unsure: boolean): Status {
	const before = part === 1 ? 'Nothing was posted' : `${part - 1} of ${of} posted`;
	if (unsure)
		return s(
			'warn',
			'change',
			`Nobody saw whether the site posted part ${part} of ${of} (${reason}). ${lookFirst}`,
		);
	const rest =
		part === 1 ? 'Your draft is still here.' : 'The rest is still here: press the button again to go on.';
	return s('warn', 'change', `${before}. The site did not take part ${part} (${reason}). ${rest}`);
}

/** Pressed again after an answer that nobody saw. */
export const pressedInDoubt = s(
	'warn',
	'change',
	'Not posted again: it may be public already. Look first. If it is not there, press the button once more.',
);
