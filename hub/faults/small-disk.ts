/** A disk of its own, small enough to be filled: a tmpfs, which takes root. */
import {execFileSync} from 'node:child_process';
import {closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export interface SmallDisk {
	path: string;
	remove: () => void;
}

/** Nothing where this machine does not let us. @param path where it is to be; default a new folder */
export function smallDisk(
	megabytes: number,
	path = mkdtempSync(join(tmpdir(), 'countersign-full-')),
): SmallDisk | undefined {
	mkdirSync(path, {recursive: true});
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], {stdio: 'ignore'});
	} catch {
		rmSync(path, {recursive: true, force: true});
		return undefined;
	}
	return {
		path,
		remove() {
			execFileSync('umount', ['-l', path]);
			rmSync(path, {recursive: true, force: true});
		},
	};
}

/** To the last byte, or to so many. */
export function fillUp(path: string, leave = 0): void {
	const file = openSync(path, 'a');
	try {
		if (leave === 0) for (const size of [1 << 20, 4096, 1]) writeUntilFull(file, Buffer.alloc(size));
		else writeAll(file, freeAt(path) - leave);
	} finally {
		closeSync(file);
	}
}

function freeAt(path: string): number {
	const {bavail, bsize} = statfsSync(path);
	return bavail * bsize;
}

function writeAll(file: number, size: number): void {
	for (let left = size; left > 0; left -= 1 << 20) writeSync(file, Buffer.alloc(Math.min(left, 1 << 20)));
}

function writeUntilFull(file: number, bytes: Buffer): void {
	try {
		for (;;) writeSync(file, bytes);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
	}
}
