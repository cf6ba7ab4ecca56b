import type {GateNews} from './gate-parts.ts';

/** What was let go and never answered: the site may have published it. */
export interface Doubts {
	hear(news: GateNews): void;
	/** Must a press with these words be stopped? */
	of(digest: string): boolean;
	/** It was stopped, and the person was told to look. */
	tell(digest: string): void;
}

/** Milliseconds: whoever presses sooner has not looked. A double click, a held key and the release of a key are one press. */
const look = 1500;

export function createDoubts(now: () => number): Doubts {
	/** By digest, when the person was last told. */
	const told = new Map<string, number>();
	return {
		hear(news) {
			// A thread's parts have an order of their own, and an approval is for one attempt anyway.
			if (news.type === 'failed' && news.unsure && !news.draft.thread)
				told.set(news.digest, Number.POSITIVE_INFINITY);
		},
		of: digest => now() - (told.get(digest) ?? Number.NEGATIVE_INFINITY) < look,
		tell: digest => void told.set(digest, now()),
	};
}
