/** What the archive answers is believed only when it proves itself. */
import {HubError} from '#lib/api/client.ts';
import type {Receipt} from '#lib/api/contract.ts';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import {verifyReceipt} from '#lib/core/archive/verify-receipt.ts';
import type {Ports, RecordRow} from './ports.ts';
import type {Session} from './session.ts';

/** Only a receipt that proves itself lets a record go: the hub's word alone is not enough. */
export async function accept(
	ports: Ports,
	{enrolled}: Session,
	row: RecordRow,
	receipt: Receipt,
	known: {size: number; root: string} | null,
): Promise<void> {
	const head = await verifyReceipt({
		receipt,
		record: row,
		logKey: enrolled.keys.log,
		known,
		verify: verifyEd25519,
	});
	await ports.stores.receipted(row, receipt, {...head, at: ports.now()});
}

/**
 * A receipt that does not prove itself, or a hub that has forgotten what it once proved to us: a restored backup, or worse.
 * Nothing more is decided by machines.
 */
export function isDistrusted(error: unknown): error is ArchiveError | HubError {
	return error instanceof ArchiveError || (error instanceof HubError && error.code === 'device-ahead');
}

/** An archive that cannot prove itself gets no record deleted. Everything waits, and a person is told. */
export function distrust(ports: Ports, row: RecordRow, error: ArchiveError | HubError): void {
	ports.around.report(`the receipt for record ${row.n} does not verify`, error);
	ports.around.notify({
		id: `archive:${error.code}`,
		title: 'The archive’s answer does not prove itself',
		message: `Your records are kept here. Tell your admin: receipt for record ${row.n}, ${error.code}.`,
	});
}

/** For what the core verifies without a network or a browser of its own. */
export async function verifyEd25519(
	publicKey: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array,
): Promise<boolean> {
	const key = await crypto.subtle.importKey('raw', publicKey as BufferSource, 'Ed25519', false, ['verify']);
	return crypto.subtle.verify('Ed25519', key, signature as BufferSource, message as BufferSource);
}
