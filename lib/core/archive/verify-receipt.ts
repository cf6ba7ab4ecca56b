/** What a device checks before it deletes anything: the hub's word is not enough. */
import {ArchiveError} from './archive-error.ts';
import type {Leaf} from './leaf.ts';
import {type EntryCheck, type KnownHead, type ProvenEntry, verifyEntry} from './verify-entry.ts';

/** As in lib/api/contract; repeated here because the core knows no API. */
export interface ReceiptOf extends ProvenEntry {
	device: string;
	n: number;
	digest: string;
}

export interface ReceiptCheck extends Omit<EntryCheck, 'entry' | 'says'> {
	receipt: ReceiptOf;
	/** What this device delivered. */
	record: {device: string; n: number; digest: string};
}

/**
 * The head to remember for the next request. Throws ArchiveError: `record-mismatch` (a receipt for something else),
 * `leaf-mismatch` (the entry does not commit to the record), and whatever `verifyEntry` throws.
 */
export async function verifyReceipt({receipt, record, ...log}: ReceiptCheck): Promise<KnownHead> {
	if (receipt.device !== record.device || receipt.n !== record.n || receipt.digest !== record.digest)
		throw new ArchiveError('record-mismatch', 'the receipt is for another record');
	return verifyEntry({entry: receipt, says: leaf => assertCommits(leaf, record), ...log});
}

function assertCommits({device: own}: Partial<Leaf>, record: ReceiptCheck['record']): void {
	if (own?.id !== record.device || own.n !== record.n || own.digest !== record.digest)
		throw new ArchiveError('leaf-mismatch', 'the entry does not commit to the record');
}
