/** The admin's device when it is a command line: its key in a file that only he can read. */
import {mkdirSync, readFileSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import {type CryptoKey, exportJWK, importJWK} from 'jose';
import * as z from 'zod';
import {createClient, type HubClient} from '#lib/api/client.ts';
import type {Connected} from '../client.ts';
import {writeDurably} from '../durable-file.ts';

const keySchema = z.object({url: z.string(), device: z.string(), key: z.record(z.string(), z.unknown())});

export function defaultKeyFile(env = process.env): string {
	return env.COUNTERSIGN_ADMIN_KEY ?? join(homedir(), '.config', 'countersign', 'admin.json');
}

/** Never over an older one: that key may be the only way in. */
export function assertNoKey(file: string): void {
	if (statSync(file, {throwIfNoEntry: false}))
		throw new Error(`${file} is there already: give another file with --key`);
}

export async function saveKey(file: string, url: string, {key, device}: Connected): Promise<void> {
	mkdirSync(dirname(file), {recursive: true, mode: 0o700});
	writeDurably(file, JSON.stringify({url, device, key: await exportJWK(key)}), 0o600);
}

/** A client that acts as this admin. Throws when there is no key, or when others can read it. */
export async function clientWith(file: string): Promise<HubClient> {
	const mode = statSync(file, {throwIfNoEntry: false})?.mode;
	if (mode === undefined) throw new Error(`no key at ${file}: begin with countersign admin setup or join`);
	if (process.platform !== 'win32' && mode & 0o077)
		throw new Error(`${file} can be read by others; make it mode 0600`);
	const {url, device, key} = keySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
	return createClient({url, device, key: (await importJWK(key, 'ES256')) as CryptoKey});
}
