import {closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, statSync} from 'node:fs';
import {join, relative, sep} from 'node:path';
import {inflateRawSync} from 'node:zlib';
import {type Findings, messageOf, Unreadable} from './report.ts';
import type {Source} from './source.ts';
import {type Inflate, openZip, type Read} from './zip.ts';

/** A folder or a ZIP file. Throws Unreadable when it is neither. */
export function openSource(path: string, findings: Findings): Source {
	const stat = statSync(path, {throwIfNoEntry: false});
	if (!stat) throw new Unreadable(`${path} does not exist`);
	try {
		return stat.isDirectory() ? folder(path) : zipFile(path, findings);
	} catch (error) {
		if (error instanceof Unreadable) throw error;
		throw new Unreadable(`${path} cannot be read: ${messageOf(error)}`);
	}
}

function folder(root: string): Source {
	const paths = readdirSync(root, {recursive: true, withFileTypes: true})
		.filter(entry => !entry.isDirectory())
		.map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
	const known = new Set(paths);
	return {
		paths,
		read: path => (known.has(path) ? readFileSync(join(root, path)) : undefined),
		close: () => undefined,
	};
}

function zipFile(path: string, findings: Findings): Source {
	const file = openSync(path, 'r');
	const close = () => closeSync(file);
	const {size} = fstatSync(file);
	const read: Read = (at, length) => {
		if (at < 0 || at + length > size) throw new Error('ends too early');
		const bytes = Buffer.alloc(length);
		readSync(file, bytes, 0, length, at);
		return bytes;
	};
	const zip = openZip(read, size, inflate, findings);
	if (zip) return {...zip, close};
	close();
	throw new Unreadable(`${path} is not a ZIP file`);
}

const inflate: Inflate = (packed, size) => inflateRawSync(packed, {maxOutputLength: Math.max(size, 1)});
