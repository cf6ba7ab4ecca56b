import {type Draft, digestOf} from '#lib/core/draft.ts';
import {asRequested, isWhole, type Mark, markOf, partOf, partsOf, restOf} from '#lib/core/thread.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';

/** A request that is the next part of an approved thread. */
export interface NextPart {
	hold: AuthorHold;
	/** This part, as it goes out. */
	draft: Draft;
	part: {after: string | null; mark: Mark};
}

/** Threads on their way out of this frame: which parts are public, and what comes next (docs/adr/0130). */
export interface Threads {
	/** The approved thread that this request continues, or begins, and takes; waits while the part before it is being answered. */
	next(draft: Draft, live: readonly AuthorHold[], patience: number): Promise<NextPart | undefined>;
	/** It did not go after all: its place is free again. */
	dropped(hold: string): void;
	/** Nobody knows whether it goes: nothing may follow. */
	lost(hold: string): void;
	/** `siteId`: it is public. `null`: the site certainly refused it. `undefined`: nobody knows. */
	ended(hold: string, release: string, siteId: string | null | undefined): void;
	/** What the composer holds when a part was refused after others were public: approved like the whole. */
	rests(): AuthorHold[];
}

interface Going {
	hold: AuthorHold;
	/** Of the parts that are public: the site's ids, and the releases. */
	ids: string[];
	releases: string[];
	isBusy: boolean;
	wake: () => void;
	free: Promise<void>;
}

export function createThreads(): Threads {
	const going = new Map<string, Going>();
	return {
		async next(draft, live, patience) {
			const busy = [...going.values()].find(each => each.isBusy && isPartOf(each.hold.draft, draft));
			if (busy)
				await Promise.race([busy.free, new Promise(resolve => setTimeout(resolve, Math.max(0, patience)))]);
			const next = first([...going.values()], each => continues(each, draft)) ?? begins(live, draft);
			// In the same breath: no copy of it finds its place free.
			if (next) take(next.hold);
			return next;
		},
		dropped(id) {
			const one = going.get(id);
			if (!one || one.ids.length === 0) return over(id);
			one.isBusy = false;
			one.wake();
		},
		lost: over,
		ended(id, release, siteId) {
			const one = going.get(id);
			if (!one || siteId === undefined || (siteId === null && one.ids.length === 0)) return over(id);
			one.isBusy = false;
			if (siteId !== null) {
				one.ids.push(siteId);
				one.releases.push(release);
			}
			if (one.ids.length === partsOf(one.hold.draft).length) going.delete(id);
			one.wake();
		},
		rests: () =>
			[...going.values()].flatMap(({hold, ids, isBusy}) => {
				const draft = isBusy ? undefined : restOf(hold.draft, ids.length);
				return draft ? [{...hold, draft: draft as AuthorHold['draft'], digest: digestOf(draft)}] : [];
			}),
	};

	function take(hold: AuthorHold): void {
		const {ids = [], releases = []} = going.get(hold.id) ?? {};
		going.set(hold.id, {hold, ids, releases, isBusy: true, ...latch()});
	}

	function over(id: string): void {
		going.get(id)?.wake();
		going.delete(id);
	}

	function begins(live: readonly AuthorHold[], draft: Draft): NextPart | undefined {
		const fresh = live.filter(hold => isWhole(hold.draft.thread) && !going.has(hold.id));
		return first(fresh, hold => {
			const part = partOf(hold.draft, 1, null);
			return isAsked(part, draft) ? {hold, draft: part, part: {after: null, mark: markOf(draft)}} : undefined;
		});
	}
}

function continues({hold, ids, releases, isBusy}: Going, draft: Draft): NextPart | undefined {
	const under = ids.at(-1);
	if (isBusy || under === undefined) return undefined;
	const part = partOf(hold.draft, ids.length + 1, under);
	if (!isAsked(part, draft)) return undefined;
	return {hold, draft: part, part: {after: releases.at(-1) ?? null, mark: markOf(draft)}};
}

/** Equal in everything that a request shows. */
function isAsked(part: Draft, request: Draft): boolean {
	return digestOf(asRequested(part, markOf(request))) === digestOf(request);
}

function isPartOf(whole: Draft, {text}: Draft): boolean {
	return partsOf(whole).some(part => part.text === text);
}

function latch(): Pick<Going, 'wake' | 'free'> {
	const {promise, resolve} = Promise.withResolvers<void>();
	return {wake: resolve, free: promise};
}

function first<T, R>(items: readonly T[], look: (item: T) => R | undefined): R | undefined {
	for (const item of items) {
		const found = look(item);
		if (found !== undefined) return found;
	}
	return undefined;
}
