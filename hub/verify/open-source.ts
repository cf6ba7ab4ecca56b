import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join, relative, sep} from 'node:path';
import {type Findings, messageOf, Unreadable} from './report.ts';
import type {Source} from './source.ts';
import {readZip} from './zip.ts';

/** A folder or a ZIP file. Throws Unreadable when it is neither. */
export function openSource(path: string, findings: Findings): Source {
	const stat = statSync(path, {throwIfNoEntry: false});
	if (!stat) throw new Unreadable(`${path} does not exist`);
	try {
		return stat.isDirectory() ? folder(path) : readZip(path, findings);
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
