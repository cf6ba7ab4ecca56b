import type {Leaf, LeafPayload} from '#lib/core/archive/leaf.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import type {Sealed} from './seal.ts';
import type {EntryRow} from './tables.ts';

/** What the hub hands to the archive. What is left out is `null` in the leaf. */
export type Entry = Pick<Leaf, 'type' | 'at'> &
	Partial<
		Pick<
			Leaf,
			'by' | 'hold' | 'device' | 'site' | 'account' | 'siteIds' | 'policy' | 'policyVersion' | 'about'
		>
	> & {
		/** Default: the archive's clock. */
		receivedAt?: number;
		/** SHA-256 of the files that its content names: they live as long as it does. */
		media?: readonly string[];
	} & (
		| {
				/** The content: any JSON value; sealed by append, inside the transaction. */
				payload: unknown;
		  }
		| {
				/** The content, sealed before the transaction began. */
				sealed: Sealed;
		  }
	);

/** Bytes. An entry is small: content belongs in its payload. tlog-tiles would allow 65,535. */
export const leafLimit = 4096;

/** Throws `too-large`. */
export function leafOf(
	entry: Entry,
	place: Pick<Leaf, 'org' | 'seq' | 'name' | 'receivedAt'>,
	payload: LeafPayload,
): string {
	const leaf: Leaf = {
		v: 1,
		...place,
		type: entry.type,
		at: entry.at,
		by: entry.by ?? null,
		hold: entry.hold ?? null,
		device: entry.device ?? null,
		site: entry.site ?? null,
		account: entry.account ?? null,
		siteIds: entry.siteIds ?? [],
		policy: entry.policy ?? null,
		...(entry.policyVersion !== undefined && {policyVersion: entry.policyVersion}),
		about: entry.about ?? [],
		payload,
	};
	const text = canonicalJson(leaf);
	if (Buffer.byteLength(text) > leafLimit)
		throw new HubArchiveError('too-large', `an entry of type ${entry.type} is over ${leafLimit} bytes`);
	return text;
}

/** The leaf's copies in columns. */
export function rowOf(text: string): EntryRow {
	const leaf = JSON.parse(text) as Leaf;
	return {
		seq: leaf.seq,
		leaf: text,
		name: leaf.name,
		type: leaf.type,
		at: leaf.at,
		received_at: leaf.receivedAt,
		by_person: leaf.by,
		hold: leaf.hold?.id ?? null,
		device: leaf.device?.id ?? null,
		n: leaf.device?.n ?? null,
		digest: leaf.device?.digest ?? null,
		site: leaf.site,
		account: leaf.account,
	};
}
