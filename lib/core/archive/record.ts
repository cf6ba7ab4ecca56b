/** What a device writes down before and after it lets something out, and how its records are numbered and chained. */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';
import {canonicalJson} from '../canonical-json.ts';
import type {Draft, SiteId} from '../draft.ts';
import type {Finding} from '../policy/finding.ts';
import type {PersonId} from '../review/hold.ts';
import type {Mended} from '../review/mended.ts';

export type GateMode = 'managed' | 'unmanaged';

/** Written, durably, before anything is let through (write-ahead). */
export interface Releasing {
	/** Of this attempt: the hub's release for a hold, else made by the device; joins the record with its outcome. */
	release: string;
	/** The hold that was approved; absent when none was needed. */
	hold?: string;
	draft: Draft;
	/** Of the draft. */
	digest: string;
	/** Digest of the policy bundle that judged it. */
	policy: string;
	findings: readonly Finding[];
	gate: GateMode;
	/** Of the page. */
	url: string;
	/** Who acts: company accounts are shared. */
	authorPerson: PersonId;
	/** The company account's immutable id at the site. */
	account: string;
	/** The ready-approved reply that it is, word for word: two people signed that. */
	ready?: UsedReady;
	helped?: Mended;
	/** Earlier wordings, oldest first, and what was found in them. */
	versions?: readonly {at: number; text: string; findings: readonly string[]}[];
}

/** Four eyes at the level of the words: which version, and by whose approval. */
export interface UsedReady {
	reply: string;
	version: number;
	/** `readyDigest` of the version. */
	digest: string;
	/** `jti` of the approver's statement. */
	approval: string;
	writer: PersonId;
	approver: PersonId;
	/** Minutes east of UTC where it was filled in: what "Monday" meant. */
	offset: number;
}

/** What the site answered. */
export interface Sent {
	release: string;
	hold?: string;
	site: SiteId;
	account: string;
	/** The site's own id; empty when the site did not say. */
	siteId: string;
	url: string;
	/** Of the draft as it was seen going out. */
	digest: string;
	observedBy: 'main' | 'network' | 'dom';
	/** Only by the site's own id. */
	confirmed: boolean;
}

export interface Failed {
	release: string;
	hold?: string;
	site: SiteId;
	account: string;
	reason: string;
	/** It may be public all the same: nobody saw the site's yes or no. Absent: certainly nothing was posted. */
	unsure?: true;
}

/** Something that was stopped, or passed unseen. */
export interface Blocked {
	site: SiteId;
	account: string;
	operation: string;
	lock: 'gesture' | 'page' | 'wire-url' | 'wire-body' | 'witness';
	reason: string;
	digest?: string;
	/** Of what left unreleased, as far as the witness could read it. */
	draft?: Draft;
}

/** Guarding goes on: silence is an alarm. */
export interface Heartbeat {
	gate: GateMode;
	extension: string;
	browser: string;
	policy: string | null;
	/** Company accounts open in this browser, `site:id`. */
	accounts: readonly string[];
	/** Records written but not yet receipted. */
	waiting: number;
}

/** kind → body. */
export interface RecordBodies {
	'interaction.releasing': Releasing;
	'interaction.sent': Sent;
	'interaction.failed': Failed;
	'gate.blocked': Blocked;
	heartbeat: Heartbeat;
}
export type RecordKind = keyof RecordBodies;

export type DeviceRecordOf<K extends RecordKind = RecordKind> = {
	[Kind in K]: {
		v: 1;
		/** RFC 7638 thumbprint of the key that signs. */
		device: string;
		/** From 1, without holes. */
		n: number;
		/** Digest of record n - 1; of the empty string for the first. */
		prev: string;
		/** Milliseconds since 1970 by the device's clock. */
		at: number;
		kind: Kind;
		body: RecordBodies[Kind] & Blinded;
	};
}[K];

/**
 * The archive's leaves carry the digest of a record and outlive its text. 128 random bits (hex) in every body make
 * sure that nobody can guess an erased short text by hashing candidates.
 */
export interface Blinded {
	nonce: string;
}

/** `typ` of the JWS around a record; its `alg` is ES256 and its `kid` the device. */
export const recordJwsType = 'countersign-record';

/** The end of a device's chain. */
export interface ChainEnd {
	n: number;
	/** Of record n. */
	digest: string;
}

/** Before the first record. */
export const chainStart: ChainEnd = {n: 0, digest: recordDigest(new Uint8Array())};

/** The record that follows `previous`. `nonce` is 32 hex digits from a random source. */
export function nextRecord<K extends RecordKind>(
	previous: ChainEnd,
	device: string,
	at: number,
	kind: K,
	body: RecordBodies[K] & Blinded,
): DeviceRecordOf<K> {
	const record = {v: 1, device, n: previous.n + 1, prev: previous.digest, at, kind, body};
	return record as unknown as DeviceRecordOf<K>;
}

/** The bytes that are signed, delivered, archived: canonical JSON (RFC 8785). */
export function recordBytes<K extends RecordKind>(record: DeviceRecordOf<K>): Uint8Array {
	return utf8ToBytes(canonicalJson(record));
}

/** SHA-256 of the bytes of a record, lower-case hex. */
export function recordDigest(bytes: Uint8Array): string {
	return bytesToHex(sha256(bytes));
}

export function chainEnd<K extends RecordKind>(record: DeviceRecordOf<K>): ChainEnd {
	return {n: record.n, digest: recordDigest(recordBytes(record))};
}
