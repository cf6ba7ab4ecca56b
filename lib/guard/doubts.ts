import type {GateNews} from './gate.ts';

/** What was let go and never answered: the site may have published it. */
export interface Doubts {
	hear(news: GateNews): void;
	of(digest: string): boolean;
	/** The person was told to look: the next press counts. */
	settle(digest: string): void;
}

export function createDoubts(): Doubts {
	const open = new Set<string>();
	return {
		hear(news) {
			// A thread's parts have an order of their own, and an approval is for one attempt anyway.
			if (news.type === 'failed' && news.unsure && !news.draft.thread) open.add(news.digest);
		},
		of: digest => open.has(digest),
		settle: digest => void open.delete(digest),
	};
}
