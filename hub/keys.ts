/**
 * The hub's keys, in files that only its own account can read: three Ed25519 keys for three voices (directory, hub,
 * log), so that one stolen key cannot speak for another, and the key that wraps the archive's record keys.
 */
import {
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	type KeyObject,
	randomBytes,
} from 'node:crypto';
import {mkdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {CompactSign} from 'jose';
import type {HubKeys} from '#lib/api/contract.ts';
import {type LogKey, logKey} from './archive/log-key.ts';
import {writeDurably} from './durable-file.ts';

export interface Keyring {
	directory: KeyObject;
	hub: KeyObject;
	/** Signs the archive's checkpoints. */
	log: LogKey;
	/** 32 bytes; wraps the archive's record keys. */
	kek: Buffer;
	/** What devices pin when they enrol. */
	public: HubKeys;
}

/** Reads the keys in `folder`, or makes them there with mode 0600 at the first start. Throws if others can read them. */
export function openKeys(folder: string): Keyring {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const directory = keyIn(join(folder, 'directory.pem'));
	const hub = keyIn(join(folder, 'hub.pem'));
	const kek = fileIn(join(folder, 'kek'), () => randomBytes(32));
	const name = fileIn(
		join(folder, 'log-name'),
		() => `countersign-${randomBytes(6).toString('hex')}`,
	).toString();
	const log = logKey(name, keyIn(join(folder, 'log.pem')));
	return {
		directory,
		hub,
		log,
		kek,
		public: {directory: publicJwk(directory), hub: publicJwk(hub), log: log.verifier},
	};
}

/** A compact JWS by an Ed25519 key. `typ` keeps one kind of document from passing for another. */
export function sign(key: KeyObject, typ: string, payload: object): Promise<string> {
	return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
		.setProtectedHeader({alg: 'EdDSA', typ})
		.sign(key);
}

/** What `countersign pack sign` writes beside a compiled pack: who vouches for exactly these bytes, and when. */
export function signPack(keys: Keyring, pack: {id: string; digest: string}, now: number): Promise<string> {
	return sign(keys.hub, 'countersign-pack', {typ: 'countersign-pack', ...pack, iat: Math.floor(now / 1000)});
}

/** An Ed25519 key in a file, made at the first start with mode 0600. Throws if others can read it. */
export function keyIn(file: string): KeyObject {
	return createPrivateKey(
		fileIn(file, () => {
			const {privateKey} = generateKeyPairSync('ed25519');
			return privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
		}),
	);
}

function fileIn(file: string, make: () => string | Buffer): Buffer {
	const mode = statSync(file, {throwIfNoEntry: false})?.mode;
	if (mode === undefined) writeDurably(file, make(), 0o600);
	// Windows keeps rights elsewhere: its mode bits say nothing.
	else if (process.platform !== 'win32' && mode & 0o077)
		throw new Error(`${file} can be read by others; make it mode 0600`);
	return readFileSync(file);
}

function publicJwk(key: KeyObject): Record<string, unknown> {
	return {...createPublicKey(key).export({format: 'jwk'}), alg: 'EdDSA'};
}
