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
	thread: {part: number; of: number} | null;
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
