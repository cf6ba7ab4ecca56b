/** Anybody who has the sources can check that a package was made from them: built twice, it is the same bytes. */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';

test.each(['chrome', 'firefox'])('the package for %s is the same bytes when built again', browser => {
	const [first, second] = [built(browser), built(browser)];
	expect(Object.keys(first).length).toBeGreaterThan(0);
	expect(second).toEqual(first);
});

/** SHA-256 of each zip. */
function built(browser: string): Record<string, string> {
	const out = mkdtempSync(join(tmpdir(), 'countersign-build-'));
	try {
		const env = {...process.env, COUNTERSIGN_OUT: out};
		execFileSync('npx', ['wxt', 'zip', '-b', browser], {env, stdio: 'ignore', timeout: 300_000});
		const zips = readdirSync(out).filter(name => name.endsWith('.zip'));
		return Object.fromEntries(
			zips.map(name => [
				name,
				createHash('sha256')
					.update(readFileSync(join(out, name)))
					.digest('hex'),
			]),
		);
	} finally {
		rmSync(out, {recursive: true, force: true});
	}
}
