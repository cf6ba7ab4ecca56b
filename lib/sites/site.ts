import type {Draft, Media, Operation, Poll, SiteId, Target} from '#lib/core/draft.ts';

/** What a composer holds now, as it would be sent. */
export interface Reading {
	text: string;
	/** Attached files, in order; `sha256` is empty until the bytes were hashed. */
	media: readonly Attachment[];
	/** What is there that this adapter cannot read (a poll, a card …): such a draft is held. */
	unknown: readonly string[];
	/** What else belongs to the draft; absent is the draft's `null`. */
	more?: Partial<Pick<Draft, 'poll' | 'quoted' | 'audience' | 'replies' | 'schedule' | 'thread'>>;
}

/** A file that a composer shows. */
export interface Attachment {
	sha256: string;
	type: string;
	alt: string;
	/** Where the page draws it from: `blob:` of its own, as a rule. */
	preview?: string;
}

/**
 * One instance of the site's box for writing. Sites remount their composers: never keep one across events, ask again.
 * `key` stays the same for the same place (home, modal, reply to 123) across remounts.
 */
export interface Composer {
	key: string;
	operation: Operation;
	/** The editable element inside. */
	editor: HTMLElement;
	/** The whole composer: the element whose descendants belong to it. */
	root: HTMLElement;
	/** The site's own Post button, if it is in the page now. */
	button: HTMLElement | null;
	/** The status line goes directly before this element, in flow. */
	anchor: HTMLElement | null;
	target: Target | null;
	/** Fields of the draft that the page does not show here: only the request tells. */
	blind: readonly (keyof Draft)[];
	/** The words on the controls around the editor. In any language, they change when the person changes a setting. */
	settings(): string;
	/** Goes out by a socket that no lock can read: the gesture is all there is. */
	unseen?: true;
	/** Visible text of the message answered, for the check's context. */
	inReplyTo: string | undefined;
	/** Milliseconds since that message was written, where only the page says it, and as coarsely as it does. */
	repliesAfter?: number | undefined;
	read(): Reading;
	/** DOM ranges of a span of `read().text`, one per text node touched; empty when the editor has changed meanwhile. */
	ranges(start: number, end: number): StaticRange[];
	/**
	 * Replaces a span by one native text insertion that the editor takes as the user's own (undo works).
	 * False when the editor's text afterwards is not the wanted one: offer "Copy wording" instead.
	 */
	replace(start: number, end: number, text: string): Promise<boolean>;
}

/** A request of the page that would publish something, as the page lock understood it. */
export interface Outgoing {
	/** The site's own name of the operation: `CreateTweet`. */
	name: string;
	/** Who acts: from the request where it says so, else from the session; `null` = unknown, so guarded. */
	account: string | null;
	/** `null`: a publishing request that could not be read; it is held. */
	draft: Draft | null;
	/** Why it could not be read, or what was unknown, for "adapter out of date". */
	note: string;
	/** Files inside this very request: form field → number of the upload that has its bytes (`UploadSeen`). */
	files?: Readonly<Record<string, number>>;
}

/** One request, however it was made: what a hook of XHR, fetch or sendBeacon knows. */
export interface PageRequest {
	method: string;
	/** Absolute. */
	url: string;
	/** Lower-case names. */
	headers: Readonly<Record<string, string>>;
	/** Text or form fields; `unreadable` for streams and blobs. */
	body: {text: string} | {fields: Readonly<Record<string, string>>} | {unreadable: true} | null;
}

/** What earlier requests of the same page uploaded: a publishing request names them only by id. */
export interface Uploads {
	media(id: string): Media | undefined;
	poll(card: string): Poll | undefined;
	/** Does this form field of the publishing request hold a file that is looked at by itself? */
	attached?(field: string): boolean;
}

/** What a request does to bring a file to its site, before that is published by an id. */
export type Upload =
	/** The file in this request is part number `at` of the file that the site calls `id`. */
	| {step: 'part'; id: string; at: number}
	/** No more parts. */
	| {step: 'end'; id: string}
	/** The whole file; the site's answer gives the id. */
	| {step: 'whole'}
	/** No file: what is asked in a poll. The site's answer gives the card's id. */
	| {step: 'poll'; poll: Poll}
	| {step: 'alt'; id: string; alt: string};

/** How a site's page brings files to it. Pure: runs in the page's world, and again in the background. */
export interface UploadReader {
	/** Cheap test on method and URL alone. */
	concerns(method: string, url: string): boolean;
	/** `undefined`: brings nothing. */
	read(request: PageRequest): Upload | undefined;
	/** The id that the site's answer gives to a whole file or a poll; '' when it gives none. */
	idIn(answer: string): string;
}

/** Which requests publish, and what. Pure: runs in the page's world and again in the background (wire lock). */
export interface Recogniser {
	site: SiteId;
	/** The request itself says who acts (Facebook). Otherwise the session decides, before a body is read. */
	actorInRequest: boolean;
	/** The acting account from the session's cookies, `document.cookie` as it is. */
	session(cookies: string): string | undefined;
	uploads: UploadReader;
	/** Cheap test on method and URL alone: false means "not ours", nothing else is read. */
	concerns(method: string, url: string): boolean;
	/** `undefined`: publishes nothing. `session` is the acting account (see `Site.account`). */
	recognise(request: PageRequest, session: string | undefined, uploads?: Uploads): Outgoing | undefined;
}

/** The network half of an adapter: pure. The page lock needs only the first part of it. */
export interface Operations extends Recogniser {
	/**
	 * The site's answer: its id means sent; HTTP 200 alone means nothing. `unsure`: it says neither yes nor no, so it may
	 * be public.
	 */
	outcome(
		name: string,
		status: number,
		body: string,
	): {siteId: string; url: string} | {error: string; unsure?: true};
}

/** The DOM half of an adapter: runs in the isolated world. */
export interface Site {
	id: SiteId;
	/** The site's immutable id of the acting account, from its session; `undefined` = nobody is signed in, or unknown. */
	account(): string | undefined;
	/** The composer that an event or an element belongs to. */
	composerOf(node: EventTarget | null): Composer | undefined;
	/** All composers in the page now. */
	composers(): Composer[];
	/** Would this event, left alone, send the composer's draft? (click, keydown, keyup, submit, beforeinput) */
	sends(event: Event): Composer | undefined;
	/** Gives the adapter a way to ask the page itself about an element (`GuardEnd.consult`); not every site needs it. */
	consult?(ask: (element: Element) => string): void;
	/** Light, dim or dark, for our own screens in the page. */
	theme(): 'light' | 'dark';
	/** Which assumptions hold in this page now: each part of the self-test, with `true`, `false` or `null` = not applicable. */
	selfTest(): Readonly<Record<string, boolean | null>>;
}
