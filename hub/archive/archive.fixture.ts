/** For tests: a hub's archive on a real database and disk, and devices that really sign. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {CompactSign, type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair} from 'jose';
import {afterAll, beforeAll} from 'vitest';
import {
	chainEnd,
	chainStart,
	type DeviceRecordOf,
	nextRecord,
	recordBytes,
	recordJwsType,
} from '#lib/core/archive/record.ts';
import {openKeys} from '../keys.ts';
import {openStore} from '../store/store.ts';
import {type ArchiveOptions, createArchive} from './archive.ts';
import {diskStore} from './blobs.ts';
import type {Device} from './read-record.ts';

/** A fresh folder; `remove` when done. */
export function temporaryFolder(): {path: string; remove: () => void} {
	const path = mkdtempSync(join(tmpdir(), 'countersign-archive-'));
	return {path, remove: () => rmSync(path, {recursive: true, force: true})};
}

/** A hub's archive in `data`, as the hub opens it. */
export async function openArchive(
	data: string,
	change: Partial<ArchiveOptions> & {databaseUrl?: string} = {},
) {
	const {databaseUrl} = change;
	const store = await openStore({data, ...(databaseUrl ? {databaseUrl} : {})});
	const keys = openKeys(join(data, 'keys'));
	const options: ArchiveOptions = {
		db: store.db,
		write: work => store.write(work),
		blobs: diskStore(join(data, 'payloads')),
		log: diskStore(join(data, 'log')),
		logKey: keys.log,
		kek: keys.kek,
		organisation: () => 'org-1',
		now: () => 1_790_000_000_000,
		publishEvery: 0,
		...change,
	};
	try {
		return {store, keys, options, archive: await createArchive(options)};
	} catch (error) {
		await store.close();
		throw error;
	}
}

/** The same for all tests of a file or a `describe`: opened before the first and gone after the last. */
export function archiveForAll(): Awaited<ReturnType<typeof openArchive>> {
	const folder = temporaryFolder();
	const opened = {} as Awaited<ReturnType<typeof openArchive>>;
	beforeAll(async () => {
		Object.assign(opened, await openArchive(folder.path));
	});
	afterAll(async () => {
		await opened.archive.close();
		await opened.store.close();
		folder.remove();
	});
	return opened;
}

export interface TestDevice extends Device {
	privateKey: CryptoKey;
	/** The next record of this device, and its JWS. */
	write(body?: Record<string, unknown>): Promise<{record: DeviceRecordOf; jws: string}>;
	sign(bytes: Uint8Array): Promise<string>;
}

export async function createDevice(person = 'person-1'): Promise<TestDevice> {
	const {privateKey, publicKey} = await generateKeyPair('ES256');
	const key = await exportJWK(publicKey);
	const id = await calculateJwkThumbprint(key);
	let end = chainStart;
	const sign = (bytes: Uint8Array) =>
		new CompactSign(bytes).setProtectedHeader({alg: 'ES256', typ: recordJwsType, kid: id}).sign(privateKey);
	return {
		id,
		person,
		key,
		privateKey,
		sign,
		async write(body = {}) {
			const beat = {
				gate: 'managed' as const,
				extension: '0.1.0',
				browser: 'Test',
				policy: null,
				accounts: [],
				waiting: 0,
			};
			const nonce = end.digest.slice(0, 32);
			const record = nextRecord(end, id, 1_789_999_999_000, 'heartbeat', {...beat, nonce, ...body});
			end = chainEnd(record);
			return {record, jws: await sign(recordBytes(record))};
		},
	};
}
