import type {StoryView} from '#sandbox/shared/facebook-view.ts';

export type Privacy = 'EVERYONE' | 'FRIENDS' | 'SELF';

/** What the post dialog holds; it can be reopened with it after an error. */
export interface PostDraft {
	text: string;
	privacy: Privacy;
	group: string | null;
	photos: {id: string; file: File; preview: string}[];
	shared: StoryView | null;
	/** Group posts can hide who wrote them, where the group allows it. */
	anonymous: boolean;
	/** Milliseconds of a schedule, or `null` for now. */
	at: number | null;
}
