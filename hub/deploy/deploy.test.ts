import {createVerify} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {atConsole} from '../console/console.fixture.ts';
import {openTestHub} from '../hub.fixture.ts';
import {addChrome, addFirefox, companyKey, compareVersions, PackageError} from './packages.ts';
import {unzip} from './unzip.ts';
import {extensionBuild} from './zip.fixture.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'deploy-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const chrome = (version: string) => extensionBuild({version, key: 'store', minimum_chrome_version: '137'});
const firefox = (version: string, id = 'countersign@countersign.example') =>
	extensionBuild({version, browser_specific_settings: {gecko: {id, strict_min_version: '129.0'}}});
const hub = 'https://hub.example';

/** Header, public key, signature and signed part of a CRX3, read as a browser would. */
function readCrx(crx: Buffer) {
	expect(crx.toString('latin1', 0, 4)).toBe('Cr24');
	expect(crx.readUInt32LE(4)).toBe(3);
	const length = crx.readUInt32LE(8);
	return {header: fields(crx.subarray(12, 12 + length)), zip: crx.subarray(12 + length)};
}

function fields(bytes: Buffer): Map<number, Buffer> {
	const found = new Map<number, Buffer>();
	let at = 0;
	const varint = () => {
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			const byte = bytes[at++]!;
			value += (byte & 0x7f) << shift;
			if (byte < 0x80) return value;
		}
	};
	while (at < bytes.length) {
		const n = varint() >> 3;
		const length = varint();
		found.set(n, bytes.subarray(at, at + length));
		at += length;
	}
	return found;
}

describe('packages', () => {
	test('a Chromium build is signed by the company’s key, and asks the company’s hub', async () => {
		const served = await addChrome(folder, folder, await chrome('1.2.0'), hub);
		expect(served.id).toMatch(/^[a-p]{32}$/);
		expect(statSync(join(folder, 'extension.pem')).mode & 0o777).toBe(0o600);
		const {header, zip} = readCrx(readFileSync(join(folder, served.file)));
		const proof = fields(header.get(2)!);
		const length = Buffer.alloc(4);
		length.writeUInt32LE(header.get(10_000)!.length);
		const signed = Buffer.concat([Buffer.from('CRX3 SignedData\0'), length, header.get(10_000)!, zip]);
		const key = {key: proof.get(1)!, format: 'der', type: 'spki'} as const;
		expect(createVerify('sha256').update(signed).verify(key, proof.get(2)!)).toBe(true);
		const manifest = JSON.parse(unzip(zip).get('manifest.json')!.toString());
		expect(manifest).toEqual({
			version: '1.2.0',
			minimum_chrome_version: '137',
			update_url: `${hub}/updates/chrome.xml`,
		});
		const again = await addChrome(folder, folder, await chrome('1.2.0'), hub);
		expect(again.sha256).toBe(served.sha256);
	});

	test.each<[string, () => Promise<unknown>, RegExp]>([
		[
			'an older version',
			async () => addChrome(folder, folder, await chrome('1.1.9'), hub),
			/older than 1\.2\.0/,
		],
		['no zip', () => addChrome(folder, folder, Buffer.from('no zip'), hub), /no zip file/],
		[
			'no manifest',
			async () => addFirefox(folder, Buffer.from('PK\x05\x06'.padEnd(30, '\0'))),
			/no manifest/,
		],
		['no id', async () => addFirefox(folder, await extensionBuild({version: '1'})), /names no gecko id/],
		[
			'another id',
			async () => addFirefox(folder, await firefox('2.0.0', 'x@other.example')),
			/Use the same key/,
		],
	])('%s is refused with the mend, and what is served stays', async (_, attempt, words) => {
		await addChrome(folder, folder, await chrome('1.2.0'), hub);
		addFirefox(folder, await firefox('1.2.0'));
		const before = ['chrome.json', 'firefox.json'].map(file => readFileSync(join(folder, file), 'utf8'));
		await expect(attempt).rejects.toThrow(words);
		await expect(attempt).rejects.toThrow(PackageError);
		expect(['chrome.json', 'firefox.json'].map(file => readFileSync(join(folder, file), 'utf8'))).toEqual(
			before,
		);
	});

	test('versions are compared by their numbers', () => {
		expect(compareVersions('1.10.0', '1.9')).toBeGreaterThan(0);
		expect(compareVersions('1.0', '1.0.0')).toBe(0);
		expect(companyKey(folder).asymmetricKeyType).toBe('rsa');
	});
});

test('the hub serves updates and says what IT gives to its browsers', async () => {
	const test = await openTestHub();
	try {
		const get = (url: string) => test.app.inject({method: 'GET', url});
		expect((await get('/updates/chrome.xml')).body).not.toContain('updatecheck');
		expect((await get('/updates/firefox.xpi')).statusCode).toBe(404);
		const packages = join(test.data, 'packages');
		const keys = join(test.data, 'keys');
		const served = await addChrome(packages, keys, await chrome('1.2.0'), 'http://hub.example');
		const other = addFirefox(packages, await firefox('1.2.0'));
		const xml = (await get('/updates/chrome.xml')).body;
		expect(xml).toContain(`appid="${served.id}"`);
		const [, file] = /codebase="http:\/\/hub\.example([^"]+)" version="1\.2\.0"/.exec(xml)!;
		expect((await get(file!)).rawPayload.toString('latin1', 0, 4)).toBe('Cr24');
		const updates = (await get('/updates/firefox.json')).json().addons[other.id].updates;
		expect(updates[0]).toMatchObject({version: '1.2.0', update_hash: `sha256:${other.sha256}`});
		expect((await get('/updates/files/..%2Fhub.sqlite')).statusCode).toBe(404);
		expect((await get('/updates/files/chrome.json')).statusCode).toBe(404);

		const helen = await atConsole(test, test.helen.enrolment.person.id);
		const {files} = await helen.ask('deployment');
		const named = (name: string) => files.find(policy => policy.name === name)!.text;
		const chromium = JSON.parse(named('countersign-chrome.json'));
		expect(chromium.ExtensionSettings[served.id]).toMatchObject({
			installation_mode: 'force_installed',
			minimum_version_required: '1.2.0',
			update_url: 'http://hub.example/updates/chrome.xml',
		});
		const managed = chromium['3rdparty'].extensions[served.id];
		const schema = JSON.parse(readFileSync('public/managed_schema.json', 'utf8'));
		expect(Object.keys(managed).sort()).toEqual(Object.keys(schema.properties).sort());
		expect(managed.organisation).toBe(test.helen.enrolment.organisation.id);
		expect(named('countersign-edge.reg')).toContain('Policies\\Microsoft\\Edge');
		expect(named('countersign-edge.reg')).toContain(String.raw`\"installation_mode\":\"force_installed\"`);
		const fox = JSON.parse(named('policies.json')).policies;
		expect(fox['3rdparty'].Extensions[other.id]).toEqual(managed);
	} finally {
		await test.close();
	}
});
