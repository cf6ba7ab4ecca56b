import type {XAccount} from '../seed.ts';
import type {Poll} from './published.ts';

/** A post as pages show it. */
export interface PostView {
	id: string;
	author: XAccount;
	text: string;
	createdAt: number;
	replyTo: string | null;
	replyToHandle: string | null;
	quote: PostView | null;
	media: {url: string; alt: string}[];
	poll: Poll | null;
	likes: number;
	reposts: number;
	replies: number;
	liked: boolean;
	reposted: boolean;
	bookmarked: boolean;
	repostedBy: string | null;
	edited: boolean;
}

/** What the server hands to a page of the X twin at load. */
export interface XBoot {
	site: 'x';
	loadId: string;
	key: string;
	ids: Record<string, string>;
	account: XAccount;
	accounts: XAccount[];
	people: XAccount[];
	timeline: PostView[];
	/** How many posts the timeline holds: `?count=`. */
	count: number;
	clockOffset: number;
	theme: 'light' | 'dark';
	mobile: boolean;
	weather: import('./weather.ts').Weather;
	workerUrl: string;
}
