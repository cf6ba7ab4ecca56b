/** Signed notes (C2SP) and compact JWS (RFC 7515), with node:crypto. */
import {createPublicKey, type KeyObject, verify} from 'node:crypto';
import {decode, sha256} from './encoding.ts';
import {get, isObject, type Json, type JsonObject, text} from './json.ts';

export interface LogKey {
	name: string;
	/** As people pin it. */
	text: string;
	id: Buffer;
	key: KeyObject;
}

/** `name+hash+base64(0x01 ‖ Ed25519 key)`. */
export function readLogKey(value: string): LogKey {
	return readNoteKey(value, 1, 'log');
}

/** The same of who cosigns (C2SP tlog-cosignature): its keys begin with 4. */
export function readWitnessKey(value: string): LogKey {
	return readNoteKey(value, 4, 'witness');
}

function readNoteKey(value: string, algorithm: number, whose: string): LogKey {
	const first = value.indexOf('+');
	const second = value.indexOf('+', first + 1);
	if (first < 1 || second < 0) throw new Error(`is not the key of a ${whose}`);
	const name = value.slice(0, first);
	const key = decode(value.slice(second + 1), 'base64');
	const id = sha256(Buffer.concat([Buffer.from(`${name}\n`), key])).subarray(0, 4);
	if (key.length !== 33 || key[0] !== algorithm || id.toString('hex') !== value.slice(first + 1, second))
		throw new Error(`is not the key of a ${whose}`);
	return {
		name,
		text: value,
		id,
		key: ed25519({kty: 'OKP', crv: 'Ed25519', x: key.subarray(1).toString('base64url')}),
	};
}

/** Throws unless the JWK is an Ed25519 public key. */
export function ed25519(jwk: Json | undefined): KeyObject {
	if (!isObject(jwk) || jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519') throw new Error('is not an Ed25519 key');
	const x = text(jwk.x, 'x');
	return createPublicKey({key: {kty: 'OKP', crv: 'Ed25519', x}, format: 'jwk'});
}

/** Throws unless the JWK is a P-256 public key. */
export function p256(jwk: Json | undefined): {key: KeyObject; thumbprint: string} {
	if (!isObject(jwk) || jwk.kty !== 'EC' || jwk.crv !== 'P-256') throw new Error('is not a P-256 key');
	const [x, y] = [text(jwk.x, 'x'), text(jwk.y, 'y')];
	// RFC 7638: the required members, in lexicographic order.
	const thumbprint = sha256(JSON.stringify({crv: 'P-256', kty: 'EC', x, y})).toString('base64url');
	return {key: createPublicKey({key: {kty: 'EC', crv: 'P-256', x, y}, format: 'jwk'}), thumbprint};
}

interface NoteLine {
	name: string;
	/** 4 bytes. */
	id: Buffer;
	signature: Buffer;
}

/** A note's text and its signature lines. Throws unless it has exactly this form. Nothing is verified. */
function readNote(note: string): {body: string; lines: NoteLine[]} {
	const at = note.indexOf('\n\n');
	const lines = note.slice(at + 2).split('\n');
	if (at < 0 || lines.length < 2 || lines.pop() !== '') throw new Error('is not a signed note');
	return {body: note.slice(0, at + 1), lines: lines.map(readLine)};
}

function readLine(line: string): NoteLine {
	const [dash, name, digits, ...more] = line.split(' ');
	if (dash !== '—' || !name || !digits || more.length > 0) throw new Error('is not a signed note');
	const bytes = decode(digits, 'base64');
	return {name, id: bytes.subarray(0, 4), signature: bytes.subarray(4)};
}

function linesBy(lines: readonly NoteLine[], {name, id}: LogKey): NoteLine[] {
	return lines.filter(line => line.name === name && line.id.equals(id));
}

/** The text of a signed note. Throws unless this key has signed it, once; lines of others are theirs to verify. */
export function openNote(note: string, log: LogKey): string {
	const {body, lines} = readNote(note);
	const [own, ...more] = linesBy(lines, log);
	if (!own || more.length > 0) throw new Error(`is not signed by ${log.name}`);
	if (!verify(null, Buffer.from(body), log.key, own.signature)) throw new Error('has an invalid signature');
	return body;
}

/**
 * When this witness signed the checkpoint, in seconds since 1970; `undefined` when it has not (C2SP tlog-cosignature,
 * cosignature/v1). Throws when its signature is not valid.
 */
export function cosignedAt(note: string, witness: LogKey): number | undefined {
	const {body, lines} = readNote(note);
	const [own, ...more] = linesBy(lines, witness);
	if (!own) return;
	const isLong = own.signature.length === 8 + 64;
	const time = isLong ? Number(own.signature.readBigUInt64BE(0)) : 0;
	const message = Buffer.from(`cosignature/v1\ntime ${time}\n${body}`);
	if (!isLong || more.length > 0 || !verify(null, message, witness.key, own.signature.subarray(8)))
		throw new Error(`has an invalid signature of ${witness.name}`);
	return time;
}

/** Who signed besides the log, as the lines say. */
export function cosignersOf(note: string, log: LogKey): string[] {
	return readNote(note)
		.lines.filter(({name, id}) => name !== log.name || !id.equals(log.id))
		.map(({name}) => name);
}

export interface Head {
	size: number;
	root: Buffer;
}

/** Throws unless the note is a checkpoint of this log. */
export function openCheckpoint(note: string, log: LogKey): Head {
	const [origin, size = '', root = '', end, ...more] = openNote(note, log).split('\n');
	if (origin !== log.name || end !== '' || more.length > 0)
		throw new Error(`is not a checkpoint of ${log.name}`);
	const head = {size: Number(size), root: decode(root, 'base64')};
	if (
		String(head.size) !== size ||
		!Number.isSafeInteger(head.size) ||
		head.size < 0 ||
		head.root.length !== 32
	)
		throw new Error('is not a checkpoint');
	return head;
}

export interface Jws {
	header: JsonObject;
	payload: JsonObject;
	/** Exact bytes. */
	bytes: Buffer;
	isBy(key: KeyObject, alg: 'ES256' | 'EdDSA'): boolean;
}

/** Throws when it is not a compact JWS of a JSON object. Nothing is verified before `isBy`. */
export function readJws(compact: Json | undefined): Jws {
	const [header, payload, signature, ...more] = text(compact, 'a signature').split('.');
	if (!header || !payload || !signature || more.length > 0) throw new Error('is not a compact JWS');
	const bytes = decode(payload, 'base64url');
	const claims = JSON.parse(bytes.toString()) as Json;
	const protectedHeader = JSON.parse(decode(header, 'base64url').toString()) as Json;
	if (!isObject(claims) || !isObject(protectedHeader)) throw new Error('is not a JWS of an object');
	const signed = Buffer.from(`${header}.${payload}`);
	const value = decode(signature, 'base64url');
	return {
		header: protectedHeader,
		payload: claims,
		bytes,
		isBy: (key, alg) => get(protectedHeader, 'alg') === alg && isSigned(signed, key, alg, value),
	};
}

type Es256 = (signed: Buffer, key: KeyObject, signature: Buffer) => boolean;
const here: Es256 = (signed, key, signature) =>
	verify('sha256', signed, {key, dsaEncoding: 'ieee-p1363'}, signature);
let es256 = here;

/** While `run` runs, ES256 signatures are judged by `elsewhere`. */
export function askElsewhere<T>(elsewhere: Es256, run: () => T): T {
	es256 = elsewhere;
	try {
		return run();
	} finally {
		es256 = here;
	}
}

function isSigned(signed: Buffer, key: KeyObject, alg: 'ES256' | 'EdDSA', signature: Buffer): boolean {
	if (alg === 'EdDSA') return key.asymmetricKeyType === 'ed25519' && verify(null, signed, key, signature);
	return key.asymmetricKeyType === 'ec' && es256(signed, key, signature);
}
