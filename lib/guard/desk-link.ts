import type {ContentMessages} from '#lib/messaging/catalogue.ts';
import {stayInTouch} from '#lib/messaging/in-touch.ts';
import {whenLookedAt} from '#lib/messaging/look.ts';
import type {PageAnswer} from '#lib/messaging/page-parts.ts';
import {type BroadcastEnvelope, isConnected, onBroadcast, send} from '#lib/messaging/send.ts';

/** The page's line to the background: what the guard needs of it, so that tests can bring their own. */
export interface Desk {
	/** Throws when nobody answers (`MessageError`); whoever catches it holds. A refusal is a value of the reply. */
	ask<Name extends keyof ContentMessages>(
		name: Name,
		request: ContentMessages[Name]['request'],
		/** Milliseconds. */
		timeout?: number,
	): Promise<ContentMessages[Name]['reply']>;
	/** `false` once the extension was reloaded under this page. Synchronous: the gesture lock asks it. */
	alive(): boolean;
	/** The background's hints to ask again. */
	listen(handle: (message: BroadcastEnvelope) => void, signal: AbortSignal): void;
	/** Says what this page is like when one of our own screens asks. */
	answer(look: () => PageAnswer | null, signal: AbortSignal): void;
	/** Starts the background again whenever the browser ends it, until `signal` ends. Again, when the page comes back. */
	follow(signal: AbortSignal): () => void;
}

export function deskLink(): Desk {
	return {
		ask: send,
		alive: isConnected,
		listen: listenWhileConnected,
		answer: answerWhileConnected,
		follow: stayInTouch,
	};
}

function listenWhileConnected(handle: (message: BroadcastEnvelope) => void, signal: AbortSignal): void {
	// In an orphan adding a listener throws; there is nobody to hear then.
	if (isConnected()) onBroadcast(handle, signal);
}

function answerWhileConnected(look: () => PageAnswer | null, signal: AbortSignal): void {
	if (isConnected()) whenLookedAt(look, signal);
}
