/** The door for what devices deliver: signature, spelling, shape. */
import {type CryptoKey, compactVerify, type JWK} from 'jose';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import {parseCanonical} from '#lib/core/archive/canonical.ts';
import {recordSchema} from '#lib/core/archive/record.schema.ts';
import {type DeviceRecordOf, recordDigest, recordJwsType} from '#lib/core/archive/record.ts';
import type {Archive} from './archive.ts';
import type {Sealed} from './seal.ts';

export interface Device {
	id: string;
	/** Person who it was issued to. */
	person: string;
	key: CryptoKey | JWK;
}

/** A record whose signature, spelling and shape are verified. */
export interface Read {
	record: DeviceRecordOf;
	digest: string;
	person: string;
	/** Header and signature of its JWS, as they came. */
	protected: string;
	signature: string;
}

/** One whose content is durable too. */
export interface Prepared extends Pick<Read, 'record' | 'digest' | 'person'> {
	sealed: Sealed;
}

/** Throws ArchiveError `signature` (not by this device) or `malformed` (no canonical record of this device). */
export async function readRecord(device: Device, jws: string): Promise<Read> {
	const bytes = await signedBytes(device, jws);
	const record = parseRecord(bytes);
	if (record.device !== device.id) throw new ArchiveError('malformed', 'the record is of another device');
	const [header = '', , signature = ''] = jws.split('.');
	return {record, digest: recordDigest(bytes), person: device.person, protected: header, signature};
}

/** Outside the transaction: one that waits for a disk holds up everybody. */
export async function sealRecord(archive: Archive, read: Read): Promise<Prepared> {
	const {record, digest, person, signature} = read;
	return {record, digest, person, sealed: await archive.seal({record, protected: read.protected, signature})};
}

async function signedBytes(device: Device, jws: string): Promise<Uint8Array> {
	const options = {algorithms: ['ES256']};
	const {payload, protectedHeader} = await compactVerify(jws, device.key, options).catch(() => {
		throw new ArchiveError('signature', 'the record is not signed by its device');
	});
	if (protectedHeader.kid !== device.id || protectedHeader.typ !== recordJwsType)
		throw new ArchiveError('signature', 'the signature is for something else');
	return payload;
}

function parseRecord(bytes: Uint8Array): DeviceRecordOf {
	const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
	const record = parseCanonical(text);
	const {error} = recordSchema.safeParse(record);
	if (error) throw new ArchiveError('malformed', `not a record: ${error.issues[0]?.path.join('.')}`);
	return record as DeviceRecordOf;
}
