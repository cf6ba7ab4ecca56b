import {randomBytes} from 'node:crypto';
import {mkdir, open, readdir, readFile, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';

export interface Blob {
	/** Slash-separated, relative. */
	path: string;
	bytes: Uint8Array;
}

/** What the archive needs of a disk, or of a bucket. */
export interface BlobStore {
	/** Resolves when every blob is durable. Each appears whole or not at all; an existing one is replaced. */
	write(blobs: readonly Blob[]): Promise<void>;
	/** `undefined` when there is none. */
	read(path: string): Promise<Uint8Array | undefined>;
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
		async read(path) {
			return readFile(join(root, path)).catch(ifMissing(undefined));
		},
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
