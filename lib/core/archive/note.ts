/**
 * C2SP signed notes (c2sp.org/signed-note): a text, a blank line, and lines `— name base64(key id ‖ signature)`.
 * Ed25519 only (algorithm byte 1; a witness's keys have 4); lines of other signers are kept.
 */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, concatBytes, utf8ToBytes} from '@noble/hashes/utils.js';
import {ArchiveError} from './archive-error.ts';
import {equalBytes, fromBase64, toBase64} from './bytes.ts';

export interface NoteSignature {
	name: string;
	/** 4 bytes. */
	keyId: Uint8Array;
	signature: Uint8Array;
}

export interface Note {
	/** Ends with a newline; what is signed. */
	text: string;
	signatures: readonly NoteSignature[];
}

export interface NoteKey {
	name: string;
	keyId: Uint8Array;
	/** Raw Ed25519 public key, 32 bytes. */
	publicKey: Uint8Array;
}

/** Is this an Ed25519 signature of `message` by `publicKey` (32 raw bytes)? WebCrypto here, `node:crypto` there. */
export type VerifyEd25519 = (
	publicKey: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array,
) => Promise<boolean> | boolean;

const ed25519 = 1;
/** Of a key that cosigns checkpoints (c2sp.org/tlog-cosignature): it can never pass for the key of a log. */
export const cosignatureAlgorithm = 4;
const separator = '\n\n';
const signatureLine = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/;

export function formatNote({text, signatures}: Note): string {
	if (!text.endsWith('\n')) throw new ArchiveError('malformed', 'a note ends with a newline');
	const lines = signatures.map(
		({name, keyId, signature}) => `— ${name} ${toBase64(concatBytes(keyId, signature))}\n`,
	);
	return `${text}\n${lines.join('')}`;
}

/** Throws `malformed`. The signatures are not verified: see openNote. */
export function parseNote(note: string): Note {
	const split = note.lastIndexOf(separator);
	if (split < 0 || !note.endsWith('\n')) throw new ArchiveError('malformed', 'not a signed note');
	const lines = note.slice(split + separator.length, -1).split('\n');
	return {text: note.slice(0, split + 1), signatures: lines.map(parseSignature)};
}

function parseSignature(line: string): NoteSignature {
	const [, name, encoded] = signatureLine.exec(line) ?? [];
	if (!name || !encoded) throw new ArchiveError('malformed', 'not a signature line of a note');
	const bytes = fromBase64(encoded);
	if (bytes.length < 5) throw new ArchiveError('malformed', 'a note signature is too short');
	return {name, keyId: bytes.slice(0, 4), signature: bytes.slice(4)};
}

/** The note's text once the key's own signature on it is verified. Throws `malformed` or `signature`. */
export async function openNote(note: string, key: NoteKey, verify: VerifyEd25519): Promise<string> {
	const {text, signatures} = parseNote(note);
	const own = signatures.filter(({name, keyId}) => name === key.name && equalBytes(keyId, key.keyId));
	if (own.length !== 1) throw new ArchiveError('signature', `not signed by ${key.name}`);
	if (!(await verify(key.publicKey, utf8ToBytes(text), own[0]!.signature)))
		throw new ArchiveError('signature', `the signature of ${key.name} is not valid`);
	return text;
}

/** First 4 bytes of SHA-256(name ‖ "\n" ‖ algorithm ‖ key). */
export function keyIdOf(name: string, publicKey: Uint8Array, algorithm = ed25519): Uint8Array {
	return sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(algorithm), publicKey)).slice(0, 4);
}

/** `name+hash+key`, what people pin. */
export function formatNoteKey(name: string, publicKey: Uint8Array, algorithm = ed25519): string {
	if (/[\s+]/.test(name) || name === '') throw new ArchiveError('malformed', `not a key name: ${name}`);
	const key = toBase64(concatBytes(Uint8Array.of(algorithm), publicKey));
	return `${name}+${bytesToHex(keyIdOf(name, publicKey, algorithm))}+${key}`;
}

/** Throws `malformed`, also when the hash is not that of the name and key. */
export function parseNoteKey(text: string, algorithm = ed25519): NoteKey {
	const [, name, hash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
	const key = encoded ? fromBase64(encoded) : new Uint8Array();
	if (!name || key.length !== 33 || key[0] !== algorithm)
		throw new ArchiveError('malformed', 'not a note key');
	const publicKey = key.slice(1);
	const keyId = keyIdOf(name, publicKey, algorithm);
	if (bytesToHex(keyId) !== hash) throw new ArchiveError('malformed', 'the key hash of a note key is wrong');
	return {name, keyId, publicKey};
}
