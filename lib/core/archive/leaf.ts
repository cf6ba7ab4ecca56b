/** What the log's tree commits to for one entry: small, without content, and it stays when content is erased. */
import type {SiteId} from '../draft.ts';
import type {HoldState} from '../review/hold.ts';

export interface Leaf {
	v: 1;
	org: string;
	/** The entry's index in the log, from 0. */
	seq: number;
	/** The entry's number on paper: `HS-L-000412`. */
	name: string;
	/** `record.interaction.sent`, `hold.approved`, `device.enrolled` …: hub/archive/README.md. */
	type: string;
	/** When it happened, by the clock of whoever reports it; milliseconds since 1970. */
	at: number;
	/** By the hub's clock. */
	receivedAt: number;
	/** Opaque id of the person who did it; `null` is the hub itself. Never a name or an address. */
	by: string | null;
	/** The hold and its state after this entry. */
	hold: {id: string; version: number; state: HoldState | null} | null;
	/** For a record of a device: its place in the device's chain. */
	device: {id: string; n: number; digest: string; prev: string} | null;
	site: SiteId | null;
	account: string | null;
	/** The site's own ids of what was sent. */
	siteIds: readonly string[];
	/** Digest of the policy bundle in force. */
	policy: string | null;
	/** Of an entry that publishes it: its version, which nobody can choose who has only the key that signs rules. */
	policyVersion?: number;
	/** Entries that this entry is about, by `seq`: what was erased, what is under legal hold. */
	about: readonly number[];
	payload: LeafPayload;
}

/** Commits to the content twice: to its ciphertext, and, blinded by a salt that erasure destroys, to its plaintext. */
export interface LeafPayload {
	alg: 'A256GCM';
	/** SHA-256 of the stored ciphertext: also its name in the blob store. */
	ct: string;
	/** Bytes of plaintext. */
	size: number;
	/** HMAC-SHA256 of the plaintext under the entry's salt. */
	commit: string;
}
