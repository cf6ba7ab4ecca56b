import type {Draft} from '#lib/core/draft.ts';

/** A request that was let through, and whose answer is outstanding. */
export interface Going {
	release: string;
	digest: string;
	draft: Draft;
	/** Of a thread's part: the hold of the whole. */
	thread?: string;
	ready?: {reply: string; version: number};
}

/** Which requests of this frame were decided, and which are out. */
export interface Releases {
	/** True once for each id: a page that repeats one gets no second release. */
	isNew(id: number): boolean;
	/** False when the page gave the request up meanwhile. */
	start(id: number, going: Going): boolean;
	/** An answer counts once. */
	take(id: number): Going | undefined;
	/** Given up before the verdict. */
	abandon(id: number): void;
}

export function createReleases(): Releases {
	const seen = new Set<number>();
	const abandoned = new Set<number>();
	const going = new Map<number, Going>();
	return {
		isNew: id => seen.size !== seen.add(id).size,
		start: (id, one) => !abandoned.has(id) && going.set(id, one).has(id),
		take(id) {
			const one = going.get(id);
			going.delete(id);
			return one;
		},
		abandon: id => void abandoned.add(id),
	};
}
