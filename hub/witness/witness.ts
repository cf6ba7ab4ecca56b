/**
 * A witness (c2sp.org/tlog-witness, add-checkpoint): remembers for each log the newest checkpoint it has signed, and signs another
 * only when it is proven to follow. So nobody can show an auditor one log and a regulator another.
 */
import {hash} from 'node:crypto';
import {mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import {fromBase64} from '#lib/core/archive/bytes.ts';
import {type Checkpoint, openCheckpoint, readCheckpoint} from '#lib/core/archive/checkpoint.ts';
import {verifyConsistency} from '#lib/core/archive/merkle.ts';
import {type NoteKey, parseNote} from '#lib/core/archive/note.ts';
import {verifyEd25519} from '../archive/log-key.ts';
import {writeDurably} from '../durable-file.ts';
import type {Cosigner} from './cosignature.ts';

export interface Answer {
	status: 200 | 400 | 403 | 404 | 409 | 422;
	body: string;
	/** `text/plain` unless said. */
	type?: string;
}

export interface WitnessOptions {
	cosigner: Cosigner;
	/** Of the logs that it witnesses; no other is answered. */
	logs: readonly NoteKey[];
	/** Where it remembers. */
	folder: string;
	/** Milliseconds since 1970. */
	now: () => number;
}

interface Asked {
	/** Size of what the asker believes to be this witness's newest. */
	old: number;
	proof: Uint8Array[];
	/** The checkpoint, a signed note. */
	note: string;
}

/** Hashes of a proof: the specification allows no more. */
const longestProof = 63;
export const sizeType = 'text/x.tlog.size';

/** Answers one question at a time: between the look at what it remembers and the next memory nothing comes. */
export function createWitness(options: WitnessOptions): (body: string) => Promise<Answer> {
	mkdirSync(options.folder, {recursive: true, mode: 0o700});
	let last: Promise<unknown> = Promise.resolve();
	return body => {
		const answer = last.then(() => addCheckpoint(options, body));
		last = answer.catch(() => undefined);
		return answer;
	};
}

/** In the order of the specification: each refusal has its own status. */
async function addCheckpoint(options: WitnessOptions, body: string): Promise<Answer> {
	const asked = read(body);
	if (!asked) return {status: 400, body: 'not a question of add-checkpoint\n'};
	const {origin} = readCheckpoint(asked.note);
	const log = options.logs.find(({name}) => name === origin);
	if (!log) return {status: 404, body: 'not a log of this witness\n'};
	const next = await openCheckpoint(asked.note, log, verifyEd25519).catch(() => undefined);
	if (!next) return {status: 403, body: 'not signed by this log\n'};
	const refusal = refusalOf(asked, next, remembered(options.folder, origin));
	if (refusal) return refusal;
	// Remembered before it is said: whoever has the signature can hold this witness to it
	writeDurably(fileOf(options.folder, origin), asked.note, 0o600);
	return {status: 200, body: options.cosigner.cosign(parseNote(asked.note).text, options.now())};
}

function refusalOf({old, proof}: Asked, next: Checkpoint, known: Checkpoint | undefined): Answer | undefined {
	if (old > next.size) return {status: 400, body: 'the old size is larger than the new\n'};
	const size = known?.size ?? 0;
	if (old !== size) return {status: 409, body: `${size}\n`, type: sizeType};
	const before = known ?? {size: 0, root: new Uint8Array()};
	try {
		verifyConsistency(before, next, proof);
	} catch (error) {
		if (!(error instanceof ArchiveError)) throw error;
		// The same size with another root is a conflict, a longer tree that does not follow a bad proof
		return {status: old === next.size && proof.length === 0 ? 409 : 422, body: `${error.message}\n`};
	}
	return;
}

/** `undefined` when it is not of the form: `old N`, hashes, an empty line, a checkpoint. */
function read(body: string): Asked | undefined {
	const end = body.indexOf('\n\n');
	const [first = '', ...hashes] = body.slice(0, Math.max(0, end)).split('\n');
	const [, old] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
	if (old === undefined || hashes.length > longestProof) return;
	try {
		const note = body.slice(end + 2);
		const proof = hashes.map(fromBase64);
		readCheckpoint(note);
		return proof.every(({length}) => length === 32) ? {old: Number(old), proof, note} : undefined;
	} catch {
		return;
	}
}

/** Throws when what it remembers cannot be read: a witness that has forgotten signs nothing. */
function remembered(folder: string, origin: string): Checkpoint | undefined {
	try {
		return readCheckpoint(readFileSync(fileOf(folder, origin), 'utf8'));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
		throw error;
	}
}

function fileOf(folder: string, origin: string): string {
	return join(folder, `${hash('sha256', origin, 'hex')}.checkpoint`);
}
