/** A Firefox that finds a policies.json where a company would put it; no other Firefox of the machine sees it. Linux, as root. */
import {chmodSync, mkdirSync, realpathSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** A command to start instead of Firefox: the folder `distribution` beside it is ours, in a mount of its own. */
export function firefoxWithPolicies(folder: string, policies: string, firefox: string): string {
	const ours = join(folder, 'distribution');
	mkdirSync(ours, {recursive: true});
	writeFileSync(join(ours, 'policies.json'), policies);
	const binary = realpathSync(firefox);
	const starter = join(folder, 'firefox-with-policies');
	const mount = `mount --bind "$1" "$2" && shift 2 && exec "$@"`;
	const place = join(dirname(binary), 'distribution');
	writeFileSync(
		starter,
		`#!/bin/sh\nexec unshare --mount --propagation private sh -c '${mount}' sh '${ours}' '${place}' '${binary}' "$@"\n`,
	);
	chmodSync(starter, 0o755);
	return starter;
}
