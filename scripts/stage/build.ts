import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';

const sources = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'package.json'];
const output = '.output/chrome-mv3';

/** The unpacked Chromium build, made again only when a source is newer than it. */
export function builtExtension(say: (line: string) => void): string {
	const manifest = join(output, 'manifest.json');
	const built = existsSync(manifest) ? statSync(manifest).mtimeMs : 0;
	if (newest(sources) > built) {
		say('Building the extension (about 20 s) …');
		const {status, stderr} = spawnSync('npx', ['wxt', 'build'], {
			encoding: 'utf8',
			shell: process.platform === 'win32',
		});
		if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
	}
	return join(process.cwd(), output);
}

/** Milliseconds of the newest file under these paths. */
function newest(paths: readonly string[]): number {
	return Math.max(0, ...paths.filter(path => existsSync(path)).map(newestIn));
}

function newestIn(path: string): number {
	const {mtimeMs, isDirectory} = described(path);
	if (!isDirectory) return mtimeMs;
	return newest(readdirSync(path).map(name => join(path, name)));
}

function described(path: string) {
	const stat = statSync(path);
	return {mtimeMs: stat.mtimeMs, isDirectory: stat.isDirectory()};
}
