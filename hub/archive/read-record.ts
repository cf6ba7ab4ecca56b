/** The door for what devices deliver: signature, spelling, shape. */
import {hash} from 'node:crypto';
import type {JWK} from 'jose';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import {parseCanonical} from '#lib/core/archive/canonical.ts';
import {recordSchema} from '#lib/core/archive/record.schema.ts';
import {type DeviceRecordOf, recordJwsType} from '#lib/core/archive/record.ts';
import {verifyEs256} from '../es256.ts';
import type {Archive} from './archive.ts';
import type {Sealed} from './seal.ts';

export interface Device {
	id: string;
	/** Person who it was issued to. */
	person: string;
	key: JWK;
}

/** A record whose signature, spelling and shape are verified. */
export interface Read {
	record: DeviceRecordOf;
	/** Its canonical JSON: what was signed. */
	text: string;
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
	const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
	const record = parseRecord(text);
	if (record.device !== device.id) throw new ArchiveError('malformed', 'the record is of another device');
	const [header = '', , signature = ''] = jws.split('.');
	const digest = hash('sha256', bytes, 'hex');
	return {record, text, digest, person: device.person, protected: header, signature};
}

/** Outside the transaction: one that waits for a disk holds up everybody. */
export async function sealRecord(archive: Archive, read: Read): Promise<Prepared> {
	const {record, text, digest, person, signature} = read;
	// Canonical as it stands: names in order, base64url needs no escapes, and the record is not spelled out a second time
	const json = `{"protected":"${read.protected}","record":${text},"signature":"${signature}"}`;
	return {record, digest, person, sealed: await archive.sealJson(json)};
}

async function signedBytes(device: Device, jws: string): Promise<Uint8Array> {
	const {payload, header} = await verifyEs256(jws, device.key).catch(() => {
		throw new ArchiveError('signature', 'the record is not signed by its device');
	});
	if (header.kid !== device.id || header.typ !== recordJwsType)
		throw new ArchiveError('signature', 'the signature is for something else');
	return payload;
}

function parseRecord(text: string): DeviceRecordOf {
	const record = parseCanonical(text);
	const {error} = recordSchema.safeParse(record);
	if (error) throw new ArchiveError('malformed', `not a record: ${error.issues[0]?.path.join('.')}`);
	return record as DeviceRecordOf;
}
