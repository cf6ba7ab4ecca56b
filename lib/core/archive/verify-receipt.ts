/** What a device checks before it deletes anything: the hub's word is not enough. */
import {bytesToHex, hexToBytes} from '@noble/hashes/utils.js';
import {ArchiveError} from './archive-error.ts';
import {fromBase64, fromUtf8} from './bytes.ts';
import {parseCanonical} from './canonical.ts';
import {openCheckpoint} from './checkpoint.ts';
import type {Leaf} from './leaf.ts';
import {leafHash, verifyConsistency, verifyInclusion} from './merkle.ts';
import {parseNoteKey, type VerifyEd25519} from './note.ts';

/** As in lib/api/contract.ts; repeated here because the core knows no API. */
export interface ReceiptOf {
	device: string;
	n: number;
	digest: string;
	index: number;
	/** Base64. */
	leaf: string;
	/** Hex. */
	proof: readonly string[];
	checkpoint: string;
	/** Hex. */
	consistency: readonly string[];
}

/** The last head that this device has verified. */
export interface KnownHead {
	size: number;
	/** Hex. */
	root: string;
}

export interface ReceiptCheck {
	receipt: ReceiptOf;
	/** What this device delivered. */
	record: {device: string; n: number; digest: string};
	/** The pinned key of the log, `name+hash+key`. */
	logKey: string;
	/** What the request named as `from`; `null` before the first receipt. */
	known: KnownHead | null;
	verify: VerifyEd25519;
}

/**
 * The head to remember for the next request. Throws ArchiveError: `record-mismatch` (a receipt for something else),
 * `leaf-mismatch` (the entry does not commit to the record), `signature`, `origin`, `inclusion`, `consistency`
 * (the log was rewritten), `rollback` (it shrank), `malformed`.
 */
export async function verifyReceipt(check: ReceiptCheck): Promise<KnownHead> {
	const {receipt, record, known} = check;
	if (receipt.device !== record.device || receipt.n !== record.n || receipt.digest !== record.digest)
		throw new ArchiveError('record-mismatch', 'the receipt is for another record');
	const data = fromBase64(receipt.leaf);
	verifyLeaf(data, receipt.index, record);
	const head = await openCheckpoint(receipt.checkpoint, parseNoteKey(check.logKey), check.verify);
	verifyInclusion(leafHash(data), receipt.index, hashes(receipt.proof), head);
	if (known) verifyConsistency({size: known.size, root: hash(known.root)}, head, hashes(receipt.consistency));
	return {size: head.size, root: bytesToHex(head.root)};
}

function verifyLeaf(data: Uint8Array, index: number, record: ReceiptCheck['record']): void {
	const leaf = parseCanonical(fromUtf8(data)) as Partial<Leaf> | null;
	const own = leaf?.device;
	if (leaf?.seq !== index) throw new ArchiveError('leaf-mismatch', 'the entry has another number');
	if (own?.id !== record.device || own.n !== record.n || own.digest !== record.digest)
		throw new ArchiveError('leaf-mismatch', 'the entry does not commit to the record');
}

function hashes(hex: readonly string[]): Uint8Array[] {
	return hex.map(hash);
}

function hash(hex: string): Uint8Array {
	if (!/^[0-9a-f]{64}$/.test(hex)) throw new ArchiveError('malformed', 'not a hash');
	return hexToBytes(hex);
}
