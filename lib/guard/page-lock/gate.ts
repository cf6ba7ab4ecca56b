/**
 * The page lock's decision: pass, or ask the guard and wait. Callbacks, not promises: a page may replace
 * `Promise.prototype.then` and would see, or forge, what a promise carries.
 */

import type {PageEnd} from '#lib/messaging/bridge.ts';
import type {ToPage} from '#lib/messaging/bridge-protocol.ts';
import {bare} from '#lib/messaging/natives.ts';
import type {Outgoing, PageRequest, Recogniser} from '#lib/sites/site.ts';
import type {Snapshot} from './body.ts';
import {createUploadTap, marksFor, type UploadTap} from './uploads.ts';

export type Transport = 'xhr' | 'fetch' | 'beacon';

/** `id` names a request that the guard released: its answer is reported. `null`: nobody's business. */
export type Decided = (go: boolean, id: number | null) => void;

export interface Gate {
	concerns(method: string, url: string): boolean;
	/**
	 * The session alone says that this request is not ours to read. False until the guard has named the accounts, and
	 * always on sites whose requests name their actor.
	 */
	foreign(): boolean;
	/** `undefined`: publishes nothing, let it pass. `files` as in `Snapshot`. */
	recognise(request: PageRequest, files: Snapshot['files']): Outgoing | undefined;
	/** Brings a file to the site on an account that may be guarded: it goes, and the guard hears of it. */
	uploads(method: string, url: string): boolean;
	saw: UploadTap['saw'];
	/** Is it already known that this goes through without asking? For transports that cannot wait. */
	passes(outgoing: Outgoing): boolean;
	/** Calls back exactly once, perhaps at once; never, if what it returns was called before. */
	decide(outgoing: Outgoing, transport: Transport, decided: Decided): () => void;
	answered(id: number, name: string, status: number, body: string): void;
	failed(id: number, reason: string): void;
}

export interface GateParts {
	recogniser: Recogniser;
	bridge: PageEnd;
	/** `document.cookie`. */
	cookies(): string;
	/** Calls back after the longest time that a request may wait, `taken` or not by the guard; returns what stops it. */
	afterWait(run: () => void, taken: boolean): () => void;
}

interface Waiting {
	outgoing: Outgoing;
	transport: Transport;
	asked: boolean;
	/** The guard is at work on it. */
	taken(): void;
	settle(go: boolean, id: number | null): void;
}

export function createGate({recogniser, bridge, cookies, afterWait}: GateParts): Gate {
	/** By account; `undefined` until the guard has spoken: everything that publishes waits. */
	let guarded: Record<string, true> | undefined;
	let count = 0;
	const tap = createUploadTap(recogniser.uploads, bridge);
	// No prototype: ids are looked up here, and a page may patch `Map` or `Object.prototype`.
	const waiting = bare<Waiting>();

	bridge.listen(message => {
		if (message.type === 'accounts') learn(message);
		else if (message.type === 'taken') waiting[message.id]?.taken();
		else waiting[message.id]?.settle(message.go, message.id);
	});

	function learn(message: ToPage & {type: 'accounts'}) {
		const accounts = bare<true>();
		for (let i = 0; i < message.guarded.length; i++) accounts[message.guarded[i]!] = true;
		guarded = accounts;
		for (const id in waiting) consider(Number(id));
	}

	/** An unknown account may be a guarded one, as long as there is any. */
	function isForeign(account: string | null | undefined): boolean {
		if (!guarded) return false;
		for (const _any in guarded) return account ? !guarded[account] : false;
		return true;
	}

	function foreign(): boolean {
		return !recogniser.actorInRequest && isForeign(recogniser.session(cookies()));
	}

	/** Each file of a form goes to the guard by itself: it must be one of those that the draft names. */
	function withFiles(outgoing: Outgoing, {body}: PageRequest, files: Snapshot['files']): Outgoing {
		if (!body || !('fields' in body) || isForeign(outgoing.account)) return outgoing;
		const numbers = bare<number>();
		for (const field in files) numbers[field] = tap.inside(files[field]!);
		return {...outgoing, files: numbers};
	}

	function consider(id: number) {
		const request = waiting[id];
		if (!request || !guarded || request.asked) return;
		if (isForeign(request.outgoing.account)) return request.settle(true, null);
		request.asked = true;
		bridge.send({type: 'ask', id, outgoing: request.outgoing, transport: request.transport});
	}

	return {
		concerns: (method, url) => recogniser.concerns(method, url),
		foreign,
		uploads: (method, url) => tap.concerns(method, url) && !foreign() && !isForeign(null),
		saw: tap.saw,
		recognise(request, files) {
			const session = recogniser.session(cookies());
			try {
				const outgoing = recogniser.recognise(request, session, marksFor(files));
				return outgoing?.draft ? withFiles(outgoing, request, files) : outgoing;
			} catch {
				// A surprise in our own reading must neither break the page nor let a post through.
				return {name: 'unreadable', account: session ?? null, draft: null, note: 'adapter failed'};
			}
		},
		passes: outgoing => isForeign(outgoing.account),
		decide(outgoing, transport, decided) {
			const id = ++count;
			const forget = () => {
				stop();
				delete waiting[id];
			};
			const settle = (go: boolean, asked: number | null) => {
				forget();
				decided(go, asked);
			};
			/** Nothing leaves any more: a verdict that is under way must not count as a release. */
			const giveUp = (reason: string) => {
				const isAsked = waiting[id]?.asked;
				forget();
				if (isAsked) bridge.send({type: 'failed', id, reason});
			};
			const late = () => {
				giveUp('no verdict in time');
				decided(false, id);
			};
			let stop = afterWait(late, false);
			const taken = () => {
				stop();
				stop = afterWait(late, true);
			};
			waiting[id] = {outgoing, transport, asked: false, taken, settle};
			consider(id);
			return () => giveUp('given up by the page');
		},
		answered: (id, name, status, body) => bridge.send({type: 'answered', id, name, status, body}),
		failed: (id, reason) => bridge.send({type: 'failed', id, reason}),
	};
}
