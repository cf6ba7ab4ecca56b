/**
 * What passes between the page lock (MAIN world) and the guard (isolated world), over a detached element that no script
 * of the page has a reference to (bridge.ts). The page lock may only ask; the guard treats all it says as hostile.
 */
import type {Poll} from '#lib/core/draft.ts';
import type {Outgoing} from '#lib/sites/site.ts';

/** Page lock → guard. */
export type FromPage =
	/** A publishing request is about to leave; it waits for the verdict of this id. */
	| {type: 'ask'; id: number; outgoing: Outgoing; transport: 'xhr' | 'fetch' | 'beacon'}
	/** The site's answer to a request that was let through. */
	| {type: 'answered'; id: number; name: string; status: number; body: string}
	/** The request failed on the network, or the page aborted it, after it was let through. */
	| {type: 'failed'; id: number; reason: string};

/** Guard → page lock. */
export type ToPage =
	| {type: 'verdict'; id: number; go: boolean; reason: string}
	/** It is being decided: the verdict is certain to come, and may take a slow machine some seconds. */
	| {type: 'taken'; id: number}
	/**
	 * Accounts that are guarded here. Until the first of these, every publishing request waits for the guard;
	 * afterwards a request by another account passes untouched and unread.
	 */
	| {type: 'accounts'; guarded: readonly string[]};

/**
 * Page lock → guard, with the bytes as they leave: what a page brings to its site before it publishes it. `ref` numbers
 * the uploads of a frame whose id only the site's answer gives; an empty `id` says that it gave none.
 */
export type UploadSeen =
	| {step: 'part'; id: string; at: number; bytes: Blob}
	| {step: 'end'; id: string}
	| {step: 'whole'; ref: number; bytes: Blob}
	| {step: 'poll'; ref: number; poll: Poll}
	| {step: 'named'; ref: number; id: string}
	| {step: 'alt'; id: string; alt: string};

/**
 * In a draft of the page lock: the file or the poll that the site calls so, as a digest or as the only choice. The guard,
 * which hears the site's answers, puts the digest or the poll there.
 */
export const uploadMark = 'upload:';
