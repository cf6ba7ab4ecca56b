import type {SiteId} from '#lib/core/draft.ts';
import {singleFlight} from '#lib/core/single-flight.ts';
import type {PageState} from '#lib/messaging/page-state.ts';
import type {BroadcastEnvelope} from '#lib/messaging/send.ts';
import type {Desk} from './desk-link.ts';

/** What the background has told this frame about the browser: above all which accounts are guarded. */
export interface PageStateKeeper {
	/** `undefined`: the background has not answered yet. */
	get(): PageState | undefined;
	/** Asks if there is no answer yet. Never throws. */
	ready(): Promise<void>;
	refresh(): Promise<void>;
}

/** `changed` is called after each answer, and after each question that nobody answered. */
export function keepPageState(
	desk: Desk,
	site: SiteId,
	changed: () => void,
	heard: (message: BroadcastEnvelope) => void,
	signal: AbortSignal,
): PageStateKeeper {
	let state: PageState | undefined;
	const refresh = singleFlight(async () => {
		try {
			state = await desk.ask('page:hello', {site});
		} catch {
			// What was known stays, what was not known stays unknown, and unknown holds.
		}
		changed();
	});
	desk.listen(message => {
		heard(message);
		if (message.broadcast === 'state:changed') void refresh();
	}, signal);
	return {
		get: () => state,
		refresh,
		ready: async () => {
			if (!state) await refresh();
		},
	};
}
