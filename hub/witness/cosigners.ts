/** The hub's side: asks each witness for its line under a checkpoint (c2sp.org/tlog-witness). None of them can hold the hub up. */
import {readCheckpoint} from '#lib/core/archive/checkpoint.ts';
import type {NoteKey} from '#lib/core/archive/note.ts';
import type {Tree} from '../archive/tree.ts';
import {isCosigned, ownLine, readWitnessKey} from './cosignature.ts';
import {sizeType} from './witness.ts';

export interface WitnessAt {
	/** Without the slash at the end. */
	url: string;
	/** `name+hash+key`. */
	key: string;
}

/** The note with a line of each witness that signed it. */
export type Cosign = (note: string) => Promise<string>;

interface Known {
	url: string;
	key: NoteKey;
	/** Entries of the newest head that it has signed, as far as this process knows. */
	seen: number;
	failures: number;
	/** Not before; as `performance.now()` counts. */
	restsUntil: number;
}

/** Milliseconds: for an answer, and at most between two questions after failures. */
const [patience, longest] = [5000, 5 * 60_000];

/** @param onError a witness that refused, or did not answer: it is asked again later */
export function createCosigners(
	witnesses: readonly WitnessAt[],
	tree: Tree,
	onError: (error: unknown) => void,
): Cosign {
	const known = witnesses.map(({url, key}) => ({
		...{url, key: readWitnessKey(key), seen: 0, failures: 0, restsUntil: 0},
	}));
	return async note => {
		const missing = known.filter(one => performance.now() >= one.restsUntil && !isCosigned(note, one.key));
		const lines = await Promise.all(missing.map(one => lineOf(one, tree, note, onError)));
		return note + lines.join('');
	};
}

/** Empty when there is none. */
async function lineOf(
	witness: Known,
	tree: Tree,
	note: string,
	onError: (error: unknown) => void,
): Promise<string> {
	try {
		const line = await ask(witness, tree, note);
		Object.assign(witness, {failures: 0, seen: readCheckpoint(note).size});
		return line;
	} catch (error) {
		witness.failures += 1;
		witness.restsUntil = performance.now() + Math.min(longest, 1000 * 2 ** witness.failures);
		onError(new Error(`the witness ${witness.key.name} did not sign`, {cause: error}));
		return '';
	}
}

/** Twice at most: what a witness has seen, it says by refusing. */
async function ask(witness: Known, tree: Tree, note: string): Promise<string> {
	const first = await post(witness, tree, note);
	if (first.status !== 409 || first.headers.get('content-type') !== sizeType)
		return take(witness, note, first);
	const [text, {size}] = [await first.text(), readCheckpoint(note)];
	if (!/^(0|[1-9]\d{0,15})\n$/.test(text)) throw new Error('it answered with no size');
	witness.seen = Number(text);
	if (witness.seen > size)
		throw new Error(`it has seen ${witness.seen} entries of this log, and here are ${size}: they are gone`);
	return take(witness, note, await post(witness, tree, note));
}

function post({url, seen}: Known, tree: Tree, note: string): Promise<Response> {
	const proof = tree.consistency(seen, readCheckpoint(note).size);
	const hashes = proof.map(hex => `${Buffer.from(hex, 'hex').toString('base64')}\n`);
	return fetch(`${url}/add-checkpoint`, {
		method: 'POST',
		headers: {'content-type': 'text/plain; charset=utf-8'},
		body: `old ${seen}\n${hashes.join('')}\n${note}`,
		redirect: 'error',
		signal: AbortSignal.timeout(patience),
	});
}

async function take({key}: Known, note: string, response: Response): Promise<string> {
	const text = await response.text();
	if (response.status === 422 || response.status === 409)
		throw new Error(`it has seen another history of this log: ${response.status} ${text.trim()}`);
	if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200).trim()}`);
	return ownLine(note, text, key);
}
