/** Records: numbered, chained and signed here, durable before anything happens, deleted only after a receipt. */
import {CompactSign} from 'jose';
import {
	type DeviceRecordOf,
	nextRecord,
	type RecordBodies,
	type RecordKind,
	recordBytes,
	recordDigest,
} from '#lib/core/archive/record.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Enrolled, Ports, RecordRow, ReleaseRow} from './ports.ts';

/** `typ` of a device's signed record. */
const typ = 'countersign-record';
/** Bytes of content: signed and in base64url it stays below the megabyte that a hub reads of a request. */
const contentLimit = 700_000;

/** What a hub would never take must not go out: it would wait here for ever. */
export function fitsRecord(content: object): boolean {
	return new TextEncoder().encode(canonicalJson(content)).length <= contentLimit;
}

export interface NewRecord<K extends RecordKind> {
	kind: K;
	body: RecordBodies[K];
	/** For people: "What my employer can see". */
	summary: string;
}

/**
 * Durable when it resolves, and atomic with `release`. Two contexts may append at once: whoever loses takes the next
 * number. Throws when the store cannot write: then nothing may go out.
 */
export async function append<K extends RecordKind>(
	ports: Ports,
	enrolled: Enrolled,
	record: NewRecord<K>,
	release?: ReleaseRow,
): Promise<RecordRow> {
	for (;;) {
		const row = await signedRow(ports, enrolled, record);
		if (await ports.stores.append(row, release)) return row;
	}
}

async function signedRow<K extends RecordKind>(
	ports: Ports,
	enrolled: Enrolled,
	{kind, body, summary}: NewRecord<K>,
): Promise<RecordRow> {
	const {device, key} = enrolled;
	const end = await ports.stores.chainEnd(device);
	const record = nextRecord(end, device, ports.now(), kind, {...body, nonce: nonceFrom(ports.newId())});
	const bytes = recordBytes(record as unknown as DeviceRecordOf);
	const jws = await new CompactSign(bytes).setProtectedHeader({alg: 'ES256', typ, kid: device}).sign(key);
	return {
		device,
		n: record.n,
		at: record.at,
		kind,
		release: 'release' in body ? body.release : '',
		summary,
		jws,
		json: new TextDecoder().decode(bytes),
		digest: recordDigest(bytes),
		state: 'waiting',
		problem: '',
		receipt: null,
	};
}

/** 32 hex digits of a UUID; its 122 random bits blind the digest of a short text. */
function nonceFrom(id: string): string {
	return id.replaceAll('-', '').padEnd(32, '0').slice(0, 32);
}
