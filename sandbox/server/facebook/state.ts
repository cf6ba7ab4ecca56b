import {
	FACEBOOK_CUSTOMERS,
	FACEBOOK_GROUPS,
	FACEBOOK_PAGES,
	FACEBOOK_PERSON,
	FACEBOOK_STORIES,
	type FacebookActor,
	type Group,
	type SeedComment,
	type SeedStory,
} from '#sandbox/seed.ts';
import type {Media} from '#sandbox/shared/published.ts';

export interface Comment {
	id: string;
	story: string;
	/** The comment it answers, if it is a reply. */
	parent: string | null;
	author: string;
	text: string;
	createdAt: number;
	gone: boolean;
	reactions: Map<string, string>;
}

export interface Story {
	id: string;
	author: string;
	text: string;
	createdAt: number;
	group: string | null;
	shared: string | null;
	media: Media[];
	gone: boolean;
	edited: boolean;
	/** Waits for a group admin or for its time; nobody sees it. */
	hidden: boolean;
	reactions: Map<string, string>;
}

export interface ScheduledStory {
	id: string;
	author: string;
	text: string;
	media: Media[];
	at: number;
	cancel: () => void;
	/** Makes it public, at this time and by this operation. */
	publishNow: (at: number, op: string) => void;
}

export interface FacebookState {
	actors: Map<string, FacebookActor>;
	/** Who the signed-in person may act as; the first is active in a fresh browser. */
	mayActAs: string[];
	groups: Map<string, Group>;
	stories: Map<string, Story>;
	comments: Map<string, Comment>;
	schedules: Map<string, ScheduledStory>;
	photos: Map<string, {media: Media; bytes: Buffer}>;
	messages: {id: string; thread: string; author: string; text: string; createdAt: number}[];
	nextId: () => string;
}

export function createFacebook(now: number): FacebookState {
	let count = 122_200_000_000_000;
	const all = [...FACEBOOK_PAGES, FACEBOOK_PERSON, ...FACEBOOK_CUSTOMERS];
	const state: FacebookState = {
		actors: new Map(all.map(actor => [actor.id, actor])),
		mayActAs: [...FACEBOOK_PAGES, FACEBOOK_PERSON].map(actor => actor.id),
		groups: new Map(FACEBOOK_GROUPS.map(group => [group.id, group])),
		stories: new Map(),
		comments: new Map(),
		schedules: new Map(),
		photos: new Map(),
		messages: [],
		nextId: () => {
			count += 17;
			return String(count);
		},
	};
	for (const story of FACEBOOK_STORIES) addSeedStory(state, story, now);
	return state;
}

export function addSeedStory(state: FacebookState, seed: SeedStory, now: number): void {
	const {id, author, text, minutesAgo, group = null} = seed;
	addStory(state, {id, author, text, createdAt: now - minutesAgo * 60_000, group});
	for (const comment of seed.comments) addSeedComment(state, id, comment, now);
}

function addSeedComment(state: FacebookState, story: string, seed: SeedComment, now: number): void {
	const {id, author, text, minutesAgo} = seed;
	addComment(state, {id, story, parent: null, author, text, createdAt: now - minutesAgo * 60_000});
}

export function addStory(
	state: FacebookState,
	story: Pick<Story, 'id' | 'author' | 'text' | 'createdAt'> & Partial<Story>,
): Story {
	const full: Story = {
		group: null,
		shared: null,
		media: [],
		gone: false,
		edited: false,
		hidden: false,
		reactions: new Map(),
		...story,
	};
	state.stories.set(full.id, full);
	return full;
}

export function addComment(state: FacebookState, comment: Omit<Comment, 'gone' | 'reactions'>): Comment {
	const full: Comment = {gone: false, reactions: new Map(), ...comment};
	state.comments.set(full.id, full);
	return full;
}
