import {closeSync, fsyncSync, openSync, renameSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';

/** Writes a whole file or none of it, and returns when it would survive a power cut. */
export function writeDurably(file: string, content: string | Uint8Array, mode = 0o644): void {
	const draft = `${file}.${process.pid}.tmp`;
	const handle = openSync(draft, 'w', mode);
	try {
		const bytes = typeof content === 'string' ? Buffer.from(content) : content;
		for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
	renameSync(draft, file);
	syncFolder(dirname(file));
}

/** A new name in a folder is only durable when the folder is. Windows cannot open folders, and needs no such thing. */
export function syncFolder(folder: string): void {
	if (process.platform === 'win32') return;
	const handle = openSync(folder, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}
