import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {createZip} from '#hub/archive/export/zip-writer.ts';
import {unzip} from '#hub/deploy/unzip.ts';
import {withoutTimes} from './fixed-times.ts';

test('two zips that differ in their times only become the same, and stay readable', async () => {
	const path = join(mkdtempSync(join(tmpdir(), 'times-')), 'a.zip');
	const zip = await createZip(path);
	await zip.add('manifest.json', Buffer.from('{}'));
	await zip.add('deep/file.js', Buffer.from('x'.repeat(9000)));
	await zip.close();
	const first = readFileSync(path);
	const later = Buffer.from(first);
	// A local header's time and date
	later.writeUInt32LE(0x5b211234, 10);
	writeFileSync(path, later);
	expect(later.equals(first)).toBe(false);
	expect(withoutTimes(later).equals(withoutTimes(first))).toBe(true);
	expect(unzip(withoutTimes(later)).get('deep/file.js')!.length).toBe(9000);
});

test('what is no zip is refused', () => {
	expect(() => withoutTimes(Buffer.from('no zip at all, and long enough'))).toThrow('not a zip file');
});
