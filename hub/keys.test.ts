import {chmodSync, mkdtempSync, readdirSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {verifySigned} from '#lib/api/verify-release.ts';
import {openKeys, sign, signPack} from './keys.ts';

const folder = () => join(mkdtempSync(join(tmpdir(), 'countersign-keys-')), 'keys');

test('keys are made once, and only their owner can read them', () => {
	const keys = folder();
	const first = openKeys(keys);
	expect(openKeys(keys).public).toEqual(first.public);
	expect(statSync(keys).mode & 0o777).toBe(0o700);
	for (const file of readdirSync(keys)) expect(statSync(join(keys, file)).mode & 0o777, file).toBe(0o600);
});

test('keys that others can read stop the hub', () => {
	const keys = folder();
	openKeys(keys);
	chmodSync(join(keys, 'hub.pem'), 0o644);
	expect(() => openKeys(keys)).toThrow(/can be read by others/);
});

test('each voice has a key of its own, and a document of one kind never passes for another', async () => {
	const keys = openKeys(folder());
	const {directory, hub} = keys.public;
	expect(new Set([directory.x, hub.x]).size).toBe(2);
	const jws = await sign(keys.hub, 'countersign-release', {a: 1});
	expect(await verifySigned(jws, hub, 'countersign-release')).toEqual({a: 1});
	await expect(verifySigned(jws, directory, 'countersign-release')).rejects.toThrow();
	await expect(verifySigned(jws, hub, 'countersign-policy')).rejects.toThrow();
	const pack = await signPack(keys, {id: 'house', digest: 'a'.repeat(64)}, 1000);
	expect(await verifySigned(pack, hub, 'countersign-pack')).toMatchObject({id: 'house', iat: 1});
});
