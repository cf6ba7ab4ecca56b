/** C2SP checkpoints (c2sp.org/tlog-checkpoint): origin, size and root of a log, as the text of a signed note. */
import {ArchiveError} from './archive-error.ts';
import {fromBase64, toBase64} from './bytes.ts';
import type {TreeHead} from './merkle.ts';
import {type NoteKey, openNote, parseNote, type VerifyEd25519} from './note.ts';

export interface Checkpoint extends TreeHead {
	/** The log's name; the same as its key's. */
	origin: string;
}

export function formatCheckpoint({origin, size, root}: Checkpoint): string {
	return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Text of a note, without its signatures. Throws `malformed`. Extension lines are allowed and ignored. */
export function parseCheckpoint(text: string): Checkpoint {
	const [origin, size, root, ...rest] = text.split('\n');
	if (!origin || !size || !root || rest.at(-1) !== '' || rest.slice(0, -1).includes(''))
		throw new ArchiveError('malformed', 'not a checkpoint');
	const bytes = fromBase64(root);
	if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)) || bytes.length !== 32)
		throw new ArchiveError('malformed', 'not a checkpoint');
	return {origin, size: Number(size), root: bytes};
}

/** The head that `note` claims, unverified: to remember which proof to ask for. Throws `malformed`. */
export function readCheckpoint(note: string): Checkpoint {
	return parseCheckpoint(parseNote(note).text);
}

/** Throws `malformed`, `signature`, or `origin` when the checkpoint is of another log. */
export async function openCheckpoint(note: string, key: NoteKey, verify: VerifyEd25519): Promise<Checkpoint> {
	const checkpoint = parseCheckpoint(await openNote(note, key, verify));
	if (checkpoint.origin !== key.name)
		throw new ArchiveError('origin', `a checkpoint of ${checkpoint.origin}, not of ${key.name}`);
	return checkpoint;
}
