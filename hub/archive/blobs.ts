import {randomBytes} from 'node:crypto';
import {mkdir, open, readdir, readFile, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';

export interface Blob {
	/** Slash-separated, relative. */
	path: string;
	bytes: Uint8Array;
}

/** Bytes. */
export interface Part {
	from: number;
	size: number;
}

/** What the archive needs of a disk, or of a bucket. */
export interface BlobStore {
	/** Resolves when every blob is durable. Each appears whole or not at all; an existing one is replaced. */
	write(blobs: readonly Blob[]): Promise<void>;
	/** The whole, or a part of it, cut where the blob ends. `undefined` when there is none. */
	read(path: string, part?: Part): Promise<Uint8Array | undefined>;
	/** Overwrites with zeros, in place: copies in other parts of the blob are never at risk. Durable. */
	wipe(path: string, part: Part): Promise<void>;
	/** Durable too. Removing what is not there is no error. */
	remove(paths: readonly string[]): Promise<void>;
	/** Paths under a folder, in no order. */
	list(folder: string): Promise<string[]>;
}

/** Files under `root`: written aside, synced, renamed, and their folders synced. */
export function diskStore(root: string): BlobStore {
	const known = new Set<string>();
	return {
		async write(blobs) {
			await Promise.all([...foldersOf(root, blobs)].map(folder => makeFolder(folder, known)));
			await Promise.all(blobs.map(({path, bytes}) => writeFile(join(root, path), bytes)));
			await Promise.all([...foldersOf(root, blobs)].map(syncFolder));
		},
		async read(path, part) {
			const file = join(root, path);
			return (part ? readPart(file, part) : readFile(file)).catch(ifMissing(undefined));
		},
		wipe: (path, part) => wipeFile(join(root, path), part),
		async remove(paths) {
			await Promise.all(paths.map(path => rm(join(root, path), {force: true})));
			const folders = [
				...foldersOf(
					root,
					paths.map(path => ({path})),
				),
			];
			await Promise.all(folders.map(folder => syncFolder(folder).catch(ifMissing(undefined))));
		},
		async list(folder) {
			const found = await readdir(join(root, folder), {recursive: true, withFileTypes: true}).catch(
				ifMissing([]),
			);
			return found
				.filter(entry => entry.isFile() && !entry.name.endsWith('.tmp'))
				.map(entry =>
					join(entry.parentPath, entry.name)
						.slice(root.length + 1)
						.replaceAll('\\', '/'),
				);
		},
	};
}

function foldersOf(root: string, blobs: readonly {path: string}[]): Set<string> {
	return new Set(blobs.map(({path}) => dirname(join(root, path))));
}

async function makeFolder(folder: string, known: Set<string>): Promise<void> {
	if (known.has(folder)) return;
	const first = await mkdir(folder, {recursive: true, mode: 0o700});
	// A new folder is durable once every folder above it, up to the first that was there, is synced.
	for (let at = folder; first && at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at));
	known.add(folder);
}

async function writeFile(path: string, bytes: Uint8Array): Promise<void> {
	const aside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
	const file = await open(aside, 'wx', 0o600);
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(aside, path);
}

async function readPart(path: string, {from, size}: Part): Promise<Uint8Array> {
	const file = await open(path, 'r');
	try {
		const bytes = Buffer.alloc(size);
		let done = 0;
		for (let more = 1; more > 0 && done < size; done += more)
			more = (await file.read(bytes, done, size - done, from + done)).bytesRead;
		return bytes.subarray(0, done);
	} finally {
		await file.close();
	}
}

async function wipeFile(path: string, {from, size}: Part): Promise<void> {
	const file = await open(path, 'r+');
	try {
		// A positioned write may be cut short; zeros may be written again
		for (let done = 0; done < size; )
			done += (await file.write(Buffer.alloc(size - done), 0, size - done, from + done)).bytesWritten;
		await file.sync();
	} finally {
		await file.close();
	}
}

async function syncFolder(folder: string): Promise<void> {
	// Windows cannot open a folder; NTFS journals the rename.
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

function ifMissing<T>(value: T) {
	return (error: NodeJS.ErrnoException): T => {
		if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
		throw error;
	};
}
