import type {FacebookActor, Group} from '../seed.ts';
import type {Weather} from './weather.ts';

export interface CommentView {
	id: string;
	/** `feedback:<post>_<comment>` in base64: what a reply answers. */
	feedbackId: string;
	author: FacebookActor;
	text: string;
	createdAt: number;
	replies: CommentView[];
	reacted: boolean;
}

export interface StoryView {
	id: string;
	storyId: string;
	/** `feedback:<post>` in base64: what a comment answers. */
	feedbackId: string;
	author: FacebookActor;
	text: string;
	createdAt: number;
	group: Group | null;
	shared: StoryView | null;
	photos: string[];
	comments: CommentView[];
	reactions: number;
	reacted: boolean;
	edited: boolean;
}

/** What the server hands to a page of the Facebook twin at load. */
export interface FacebookBoot {
	site: 'facebook';
	loadId: string;
	ids: Record<string, string>;
	dtsg: string;
	/** For the messages whose frames are opaque. */
	messagingKey: string;
	/** Scheduled posts of the acting profile. */
	scheduled: {id: string; text: string; at: number}[];
	lsd: string;
	person: FacebookActor;
	actor: FacebookActor;
	actors: FacebookActor[];
	people: FacebookActor[];
	groups: Group[];
	feed: StoryView[];
	/** How many stories the feed holds: `?count=`. */
	count: number;
	clockOffset: number;
	theme: 'light' | 'dark';
	weather: Weather;
	workerUrl: string;
}
