/**
 * Cosignatures (c2sp.org/tlog-cosignature, cosignature/v1): a witness says that at a time of its clock this checkpoint was the
 * newest of its log that it had seen, and followed from all it had seen before.
 */
import {createPublicKey, type KeyObject, sign} from 'node:crypto';
import {equalBytes} from '#lib/core/archive/bytes.ts';
import {
	cosignatureAlgorithm,
	formatNote,
	formatNoteKey,
	type NoteKey,
	parseNote,
	parseNoteKey,
} from '#lib/core/archive/note.ts';
import {verifyEd25519} from '../archive/log-key.ts';

/** Bytes before the Ed25519 signature: the time. */
const timeSize = 8;

export interface Cosigner {
	/** `name+hash+key`: what hubs and auditors are given. */
	verifier: string;
	/** A signature line over the text of a checkpoint. @param at milliseconds since 1970 */
	cosign(text: string, at: number): string;
}

export function cosigner(name: string, key: KeyObject): Cosigner {
	const publicKey = Buffer.from(createPublicKey(key).export({format: 'jwk'}).x!, 'base64url');
	const verifier = formatNoteKey(name, publicKey, cosignatureAlgorithm);
	const {keyId} = readWitnessKey(verifier);
	return {
		verifier,
		cosign(text, at) {
			const time = Math.floor(at / 1000);
			const stamp = Buffer.alloc(timeSize);
			stamp.writeBigUInt64BE(BigInt(time));
			const signature = Buffer.concat([stamp, sign(null, message(text, time), key)]);
			return lineOf(formatNote({text, signatures: [{name, keyId, signature}]}), text);
		},
	};
}

/** Throws `malformed` when it is no witness's key. */
export function readWitnessKey(text: string): NoteKey {
	return parseNoteKey(text, cosignatureAlgorithm);
}

/** Has the note a line by this witness? Nothing is verified. */
export function isCosigned(note: string, {name, keyId}: NoteKey): boolean {
	return parseNote(note).signatures.some(one => one.name === name && equalBytes(one.keyId, keyId));
}

/** The line of this witness among those it answered with. Throws unless it is there, once, and valid over the note. */
export function ownLine(note: string, lines: string, key: NoteKey): string {
	const {text} = parseNote(note);
	const {signatures} = parseNote(`${text}\n${lines}`);
	const own = signatures.filter(({name, keyId}) => name === key.name && equalBytes(keyId, key.keyId));
	const [line] = own;
	if (own.length !== 1 || !line) throw new Error(`${key.name} did not answer with its own signature`);
	const bytes = Buffer.from(line.signature);
	const time = Number(bytes.readBigUInt64BE(0));
	if (!verifyEd25519(key.publicKey, message(text, time), bytes.subarray(timeSize)))
		throw new Error(`the signature of ${key.name} is not valid`);
	return lineOf(formatNote({text, signatures: own}), text);
}

function message(text: string, seconds: number): Buffer {
	return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}

function lineOf(note: string, text: string): string {
	return note.slice(text.length + 1);
}
