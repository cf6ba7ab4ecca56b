import {hash} from 'node:crypto';
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {createZip} from './zip-writer.ts';

export interface BundleFile {
	path: string;
	/** Bytes. */
	size: number;
	sha256: string;
}

/** Where the files of an export go: a folder, or a ZIP file. */
export interface BundleWriter {
	add(path: string, content: string | Uint8Array): Promise<void>;
	/** All that was added, in order of path. */
	files(): BundleFile[];
	close(): Promise<void>;
}

interface Target {
	add(path: string, bytes: Uint8Array): Promise<void>;
	close(): Promise<void>;
}

/** A ZIP file when `path` ends in `.zip`, else a new folder. Throws when it exists already. */
export async function createBundle(path: string): Promise<BundleWriter> {
	const target = path.endsWith('.zip') ? await createZip(path) : await createFolder(path);
	const written: BundleFile[] = [];
	return {
		async add(name, content) {
			const bytes = typeof content === 'string' ? Buffer.from(content) : content;
			await target.add(name, bytes);
			written.push({path: name, size: bytes.length, sha256: hash('sha256', bytes, 'hex')});
		},
		files: () => written.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
		close: target.close,
	};
}

async function createFolder(root: string): Promise<Target> {
	await mkdir(dirname(root), {recursive: true});
	await mkdir(root);
	const made = new Set<string>();
	return {
		async add(path, bytes) {
			const file = join(root, path);
			if (!made.has(dirname(file))) await mkdir(dirname(file), {recursive: true});
			made.add(dirname(file));
			await writeFile(file, bytes, {flag: 'wx'});
		},
		close: async () => undefined,
	};
}
