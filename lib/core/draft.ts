import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';
import {canonicalJson} from './canonical-json.ts';

export type SiteId = 'x' | 'facebook';

/** What a draft does when it is sent. */
export type Operation =
	| 'post'
	| 'reply'
	| 'quote'
	| 'repost'
	| 'comment'
	| 'edit'
	| 'delete'
	| 'share'
	| 'story'
	| 'reel'
	| 'like'
	| 'reaction'
	| 'dm'
	| 'schedule';

/** What is answered, edited or addressed: the site's own id, never a name. */
export interface Target {
	kind: 'post' | 'comment' | 'group' | 'story' | 'conversation';
	id: string;
}

export interface Media {
	/** SHA-256 of the file's bytes as picked and as uploaded, hex. */
	sha256: string;
	type: string;
	alt: string;
}

export interface Poll {
	choices: readonly string[];
	minutes: number;
}

/** One part of a thread that is approved as a whole: how much of the draft's text and media is its own. */
export interface Cut {
	/** UTF-16 code units of `Draft.text`. */
	length: number;
	/** Entries of `Draft.media`. */
	media: number;
	poll: Poll | null;
}

/** One part as it goes out, or all of them as they are approved (thread.ts). */
export type Thread = {part: number; of: number} | {parts: readonly Cut[]};

/**
 * The content of one interaction: all that the public or a recipient would see, and where (design.md, section 4).
 * Built twice, from the composer and from the outgoing request; release needs both digests equal.
 */
export interface Draft {
	v: 1;
	site: SiteId;
	operation: Operation;
	/** The site's immutable account or page id, decimal. */
	account: string;
	target: Target | null;
	/** Exactly as sent: no Unicode normalisation. */
	text: string;
	/** In the order shown. */
	media: readonly Media[];
	poll: Poll | null;
	quoted: string | null;
	/** `null` is the site's default. */
	audience: string | null;
	/** Who may reply; `null` is everybody. */
	replies: string | null;
	/** ISO 8601 in UTC; `null` is now. */
	schedule: string | null;
	thread: Thread | null;
	/** What else the public sees and has no field of its own (mentions, place, background …), by the site's name for it. */
	details?: Readonly<Record<string, string>>;
	/** Names of request fields the adapter does not know: they change the digest, so the draft is held. */
	unknown: readonly string[];
}

/** An empty draft of a company account, to be filled by an adapter. */
export function emptyDraft(site: SiteId, operation: Operation, account: string): Draft {
	return {
		v: 1,
		site,
		operation,
		account,
		target: null,
		text: '',
		media: [],
		poll: null,
		quoted: null,
		audience: null,
		replies: null,
		schedule: null,
		thread: null,
		unknown: [],
	};
}

/** SHA-256 of the canonical JSON (RFC 8785) of the draft, lower-case hex. */
export function digestOf(draft: Draft): string {
	return bytesToHex(sha256(utf8ToBytes(canonicalJson(draft))));
}
