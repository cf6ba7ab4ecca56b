import {type SeedPost, X_ACCOUNTS, X_CUSTOMERS, X_POSTS, type XAccount} from '#sandbox/seed.ts';
import type {Media, Poll} from '#sandbox/shared/published.ts';

export interface Post {
	id: string;
	author: string;
	text: string;
	createdAt: number;
	replyTo: string | null;
	quoteOf: string | null;
	media: Media[];
	alt: string[];
	poll: Poll | null;
	edits: string[];
	/** Replaced by a newer version, or deleted. */
	gone: boolean;
	likes: Set<string>;
	reposts: Map<string, string>;
	bookmarks: Set<string>;
}

export interface Schedule {
	id: string;
	author: string;
	text: string;
	media: string[];
	at: number;
	cancel: () => void;
}

export interface Upload {
	id: string;
	type: string;
	chunks: Buffer[];
	media: Media | null;
	alt: string;
}

export interface DirectMessage {
	id: string;
	conversation: string;
	author: string;
	text: string;
	createdAt: number;
}

export interface XState {
	accounts: Map<string, XAccount>;
	signedIn: string[];
	posts: Map<string, Post>;
	schedules: Map<string, Schedule>;
	drafts: Map<string, {id: string; author: string; text: string}>;
	uploads: Map<string, Upload>;
	cards: Map<string, Poll>;
	articles: Map<string, {id: string; author: string; title: string; content: string; published: boolean}>;
	messages: DirectMessage[];
	nextId: () => string;
}

const FIRST_ID = 1_995_000_000_000_000_000n;

export function createX(now: number): XState {
	let count = 0n;
	const state: XState = {
		accounts: new Map([...X_ACCOUNTS, ...X_CUSTOMERS].map(account => [account.id, account])),
		signedIn: X_ACCOUNTS.map(account => account.id),
		posts: new Map(),
		schedules: new Map(),
		drafts: new Map(),
		uploads: new Map(),
		cards: new Map(),
		articles: new Map(),
		messages: [],
		nextId: () => {
			count += 1n;
			return String(FIRST_ID + count * 1_048_583n);
		},
	};
	for (const seed of X_POSTS) addSeedPost(state, seed, now);
	return state;
}

export function addSeedPost(state: XState, seed: SeedPost, now: number): void {
	addPost(state, {
		id: seed.id,
		author: seed.author,
		text: seed.text,
		createdAt: now - seed.minutesAgo * 60_000,
		replyTo: seed.replyTo ?? null,
	});
}

export type NewPost = Pick<Post, 'id' | 'author' | 'text' | 'createdAt'> & Partial<Post>;

export function addPost(state: XState, post: NewPost): Post {
	const full = makePost(post);
	state.posts.set(full.id, full);
	return full;
}

export const makePost = (post: NewPost): Post => ({
	replyTo: null,
	quoteOf: null,
	media: [],
	alt: [],
	poll: null,
	edits: [post.id],
	gone: false,
	likes: new Set(),
	reposts: new Map(),
	bookmarks: new Set(),
	...post,
});
