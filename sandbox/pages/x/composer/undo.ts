import {now, weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {showToast} from '../store.ts';
import type {Draft} from './draft.ts';
import {previewDark, publishDraft} from './publish.ts';
import {announce} from './sent.ts';

interface Waiting {
	draft: Draft;
	due: number;
	send: () => void;
}

const waiting = new Set<Waiting>();

/**
 * Undo-post (S7): nothing is sent at the click. It goes when the clock says so, on "Send now", or for all of
 * them when the page is left.
 */
export function waitForUndo(draft: Draft): void {
	const entry: Waiting = {draft, due: now() + weather.undoSeconds * 1000, send: () => finish(true)};
	const hide = showToast(
		{
			text: t('sending'),
			actions: [
				{label: t('undo'), run: () => finish(false)},
				{label: t('sendNow'), run: () => finish(true)},
			],
		},
		0,
	);
	const finish = (send: boolean): void => {
		if (!waiting.delete(entry)) return;
		hide();
		if (send) void publishDraft(draft).then(announce, () => showToast({text: t('failed')}));
	};
	waiting.add(entry);
	setTimeout(sendDue, weather.undoSeconds * 1000);
	if (weather.previewDark) void previewDark(draft);
}

/** Called by the timer and when the sandbox's clock was moved. */
export function sendDue(): void {
	for (const entry of waiting) if (entry.due <= now()) entry.send();
}

const flush = (): void => {
	for (const entry of waiting) entry.send();
};

/** Desktop flushes on `beforeunload`, mobile when the page is hidden. */
export function flushOnLeave(mobile: boolean): void {
	if (!mobile) window.addEventListener('beforeunload', flush);
	else document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());
}
