/** For tests: small zip files, as builds and office files are. */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createZip} from '../archive/export/zip-writer.ts';

export async function zipped(files: Record<string, Buffer | string>): Promise<Buffer> {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-zip-'));
	const path = join(folder, 'some.zip');
	const zip = await createZip(path);
	for (const [name, content] of Object.entries(files)) await zip.add(name, Buffer.from(content));
	await zip.close();
	const bytes = readFileSync(path);
	rmSync(folder, {recursive: true});
	return bytes;
}

/** A build of the extension, as far as the update server looks. */
export const extensionBuild = (manifest: object): Promise<Buffer> =>
	zipped({'manifest.json': JSON.stringify(manifest), 'background.js': '0;'.repeat(4000)});
