/** What proves that an entry is in the log, to somebody who has seen the log before. */
import {bytesToHex, hexToBytes} from '@noble/hashes/utils.js';
import {ArchiveError} from './archive-error.ts';
import {fromBase64, fromUtf8} from './bytes.ts';
import {parseCanonical} from './canonical.ts';
import {openCheckpoint} from './checkpoint.ts';
import type {Leaf} from './leaf.ts';
import {leafHash, verifyConsistency, verifyInclusion} from './merkle.ts';
import {parseNoteKey, type VerifyEd25519} from './note.ts';

/** As in lib/api/contract; repeated here because the core knows no API. */
export interface ProvenEntry {
	index: number;
	/** Base64. */
	leaf: string;
	/** Hex. */
	proof: readonly string[];
	checkpoint: string;
	/** Hex; from the size that the request named. */
	consistency: readonly string[];
}

/** The last head that this device has verified. */
export interface KnownHead {
	size: number;
	/** Hex. */
	root: string;
}

export interface EntryCheck {
	entry: ProvenEntry;
	/** The pinned key of the log, `name+hash+key`. */
	logKey: string;
	/** What the request named as `from`; `null` before the first one. */
	known: KnownHead | null;
	/** Throws when the entry does not say what it is shown for. */
	says: (leaf: Partial<Leaf>) => void;
	verify: VerifyEd25519;
}

/**
 * The head to remember for the next request. Throws what `says` throws, and ArchiveError: `leaf-mismatch` (another place), `signature`, `origin`, `inclusion`, `consistency` (the log was rewritten), `rollback` (it shrank), `malformed`.
 */
export async function verifyEntry({entry, logKey, known, says, verify}: EntryCheck): Promise<KnownHead> {
	const data = fromBase64(entry.leaf);
	const leaf = parseCanonical(fromUtf8(data)) as Partial<Leaf> | null;
	if (leaf?.seq !== entry.index) throw new ArchiveError('leaf-mismatch', 'the entry has another number');
	says(leaf);
	const head = await openCheckpoint(entry.checkpoint, parseNoteKey(logKey), verify);
	verifyInclusion(leafHash(data), entry.index, hashes(entry.proof), head);
	if (known) verifyConsistency({size: known.size, root: hash(known.root)}, head, hashes(entry.consistency));
	return {size: head.size, root: bytesToHex(head.root)};
}

function hashes(hex: readonly string[]): Uint8Array[] {
	return hex.map(hash);
}

function hash(hex: string): Uint8Array {
	if (!/^[0-9a-f]{64}$/.test(hex)) throw new ArchiveError('malformed', 'not a hash');
	return hexToBytes(hex);
}
