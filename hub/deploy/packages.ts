/** The extension's packages as this hub serves them: the newest of each, and never an older one than before. */
import {createHash, createPrivateKey, generateKeyPairSync, type KeyObject} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createZip} from '../archive/export/zip-writer.ts';
import {writeDurably} from '../durable-file.ts';
import {crx3, extensionId} from './crx3.ts';
import {unzip} from './unzip.ts';

export type Kind = 'chrome' | 'firefox';

export interface Served {
	kind: Kind;
	/** The extension's id in that browser. */
	id: string;
	version: string;
	/** Of the browser. */
	minimum: string;
	file: string;
	sha256: string;
}

export interface Packages {
	newest(kind: Kind): Served | undefined;
	read(file: string): Buffer | undefined;
}

/** A package that cannot be taken, and the mend. */
export class PackageError extends Error {
	override name = 'PackageError';
}

const names = {chrome: 'crx', firefox: 'xpi'} as const;

/** Read at each request: another process adds, and only now and then. */
export function openPackages(folder: string): Packages {
	const newest = (kind: Kind) => {
		const path = join(folder, `${kind}.json`);
		return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Served) : undefined;
	};
	return {
		newest,
		read(file) {
			const known = [newest('chrome'), newest('firefox')].some(served => served?.file === file);
			return known ? readFileSync(join(folder, file)) : undefined;
		},
	};
}

/** Signs a Chromium build with the company's key and puts it up. Throws `PackageError`. */
export async function addChrome(folder: string, keys: string, build: Buffer, hub: string): Promise<Served> {
	const files = filesIn(build);
	const manifest = manifestIn(files);
	const key = companyKey(keys);
	// The id follows from the company's key, and its browsers ask its hub
	delete manifest.key;
	manifest.update_url = `${hub}/updates/chrome.xml`;
	files.set('manifest.json', Buffer.from(JSON.stringify(manifest, null, '\t')));
	const bytes = crx3(await zipOf(files), key);
	const minimum = String(manifest.minimum_chrome_version ?? '0');
	return put(
		folder,
		{kind: 'chrome', id: extensionId(key), minimum, version: String(manifest.version)},
		bytes,
	);
}

/** Mozilla signs XPIs: it goes up exactly as it came back from there. Throws `PackageError`. */
export function addFirefox(folder: string, xpi: Buffer): Served {
	const files = filesIn(xpi);
	const {version, browser_specific_settings: settings} = manifestIn(files);
	const gecko = (
		settings as {gecko?: {id?: string; strict_min_version?: string; update_url?: string}} | undefined
	)?.gecko;
	if (!gecko?.id) throw new PackageError('This is no Firefox build: its manifest names no gecko id.');
	if (gecko.update_url?.startsWith('http:'))
		throw new PackageError(
			`It asks ${gecko.update_url} for updates: Firefox takes only https. Build it with COUNTERSIGN_HUB=https://…`,
		);
	const minimum = gecko.strict_min_version ?? '0';
	return put(folder, {kind: 'firefox', id: gecko.id, minimum, version: String(version)}, xpi);
}

function put(folder: string, about: Omit<Served, 'file' | 'sha256'>, bytes: Buffer): Served {
	const {kind, version, id} = about;
	const before = openPackages(folder).newest(kind);
	if (before && compareVersions(version, before.version) < 0)
		throw new PackageError(
			`Version ${version} is older than ${before.version}, which is out. Build a newer one.`,
		);
	if (before && before.id !== id)
		throw new PackageError(`This is extension ${id}; browsers have ${before.id}. Use the same key.`);
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const file = `countersign-${version}.${names[kind]}`;
	const served = {...about, file, sha256: createHash('sha256').update(bytes).digest('hex')};
	writeDurably(join(folder, file), bytes);
	writeDurably(join(folder, `${kind}.json`), Buffer.from(JSON.stringify(served)));
	return served;
}

/** 1.10.0 is newer than 1.9. */
export function compareVersions(a: string, b: string): number {
	const [left, right] = [a, b].map(version => version.split('.').map(Number));
	for (let n = 0; n < Math.max(left!.length, right!.length); n++) {
		const difference = (left![n] ?? 0) - (right![n] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

function filesIn(bytes: Buffer): Map<string, Buffer> {
	try {
		return unzip(bytes);
	} catch {
		throw new PackageError('This is no zip file. Give the one that npm run build wrote to .output.');
	}
}

function manifestIn(files: Map<string, Buffer>): Record<string, unknown> {
	try {
		return JSON.parse(files.get('manifest.json')!.toString('utf8')) as Record<string, unknown>;
	} catch {
		throw new PackageError(
			'There is no manifest.json in it. Give the zip that npm run build wrote to .output.',
		);
	}
}

/** Made at the first package, mode 0600. Lost, every browser has to be given a new extension. */
export function companyKey(folder: string): KeyObject {
	const path = join(folder, 'extension.pem');
	if (!existsSync(path)) {
		const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
		mkdirSync(folder, {recursive: true, mode: 0o700});
		writeDurably(path, Buffer.from(privateKey.export({type: 'pkcs8', format: 'pem'})), 0o600);
	}
	if (statSync(path).mode & 0o077)
		throw new PackageError(`${path} can be read by others. Run chmod 600 on it.`);
	return createPrivateKey(readFileSync(path));
}

async function zipOf(files: Map<string, Buffer>): Promise<Buffer> {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-package-'));
	try {
		const zip = await createZip(join(folder, 'build.zip'));
		for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) await zip.add(name, bytes);
		await zip.close();
		return readFileSync(join(folder, 'build.zip'));
	} finally {
		rmSync(folder, {recursive: true});
	}
}
