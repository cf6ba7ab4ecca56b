/** Finds a Chromium that can load an unpacked extension, or installs one where that is allowed. */
import {spawnSync} from 'node:child_process';
import {accessSync, constants, existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {chromium} from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The order is a contract (design.md, section 10). Throws with the one line that installs a browser. */
export function findChromium(say: (line: string) => void = console.log): string {
	const found = fromEnvironment() ?? onPath() ?? fromPlaywright();
	if (found) return found;
	if (mayInstall()) {
		say('No browser found. Installing Debian’s Chromium (about 100 MB, once) …');
		run('apt-get', ['update', '-qq']);
		run('apt-get', ['install', '-y', '-qq', 'chromium']);
		const installed = onPath();
		if (installed) return installed;
	}
	throw new Error(`No browser found. Install one with: ${installLine()}`);
}

function fromEnvironment(): string | undefined {
	const path = process.env.COUNTERSIGN_CHROMIUM;
	if (!path) return;
	if (!isExecutable(path)) throw new Error(`COUNTERSIGN_CHROMIUM names ${path}, which is no program`);
	return path;
}

function onPath(): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return names.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable);
}

function fromPlaywright(): string | undefined {
	const path = chromium.executablePath();
	return existsSync(path) ? path : undefined;
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function mayInstall(): boolean {
	return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function installLine(): string {
	if (process.platform === 'linux' && existsSync('/usr/bin/apt-get')) return 'sudo apt-get install chromium';
	return 'npx playwright install chromium';
}

function run(command: string, args: string[]) {
	const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
	const {status} = spawnSync(command, args, {stdio: ['ignore', 'ignore', 'inherit'], env});
	if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}
