/** How the hub takes a bucket's answers. That a real server's signatures and locks hold: tests/nightly/archive-bucket.test.ts. */
import {createServer, type IncomingHttpHeaders} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, expect, test} from 'vitest';
import {tryBucket} from './s3-contract.ts';
import {type S3Target, s3Target} from './s3-target.ts';
import type {Outgoing} from './target.ts';

const entry: Outgoing = {
	...{v: 1, organisation: 'org-1', index: 12, name: 'CS-000013', leaf: '{}', content: '{}', salt: 'ab'},
};
const day = 24 * 60 * 60_000;
const now = Date.UTC(2026, 2, 12);

let close = () => {};
afterEach(() => close());

/** Keeps what is put, with what was said of its lock if it locks at all. */
async function bucket({locks = true} = {}) {
	const objects = new Map<string, {body: string; lock: Record<string, string>}>();
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const {url = '', method, headers} = request;
		if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key/'))
			return response.writeHead(403).end();
		if (method === 'PUT')
			objects.set(url, {body: Buffer.concat(chunks).toString(), lock: locks ? lockIn(headers) : {}});
		const kept = objects.get(url);
		response.writeHead(kept ? 200 : 404, kept?.lock).end(kept?.body);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	close = () => void server.close();
	const options: S3Target = {
		...{
			name: 'worm',
			region: 'eu-west-2',
			bucket: 'firm',
			prefix: 'a/',
			accessKey: 'key',
			secretKey: 'secret',
		},
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		lock: {mode: 'compliance', days: 30},
		now: () => now,
	};
	return {objects, options};
}

function lockIn(headers: IncomingHttpHeaders): Record<string, string> {
	const own = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-object-lock-'));
	return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

test('an entry is one object, locked for the days that were asked for; the same again writes nothing', async () => {
	const {objects, options} = await bucket();
	await s3Target(options).deliver(entry);
	await s3Target({...options, now: () => now + day}).deliver(entry);
	const [[path, {body, lock}] = ['', {body: '', lock: {}}], ...more] = [...objects];
	expect([path, more, JSON.parse(body)]).toEqual(['/firm/a/entries/000000000012.json', [], entry]);
	expect(lock).toEqual({
		'x-amz-object-lock-mode': 'COMPLIANCE',
		'x-amz-object-lock-retain-until-date': '2026-04-11T00:00:00Z',
	});
});

test('a bucket that does not lock is refused where a lock was asked for, and good enough where none was', async () => {
	const {options} = await bucket({locks: false});
	await expect(s3Target(options).deliver(entry)).rejects.toThrow(
		'entry 12: the bucket does not lock what it takes',
	);
	const {lock: _, ...without} = options;
	await s3Target(without).deliver(entry);
});

test('other bytes under the name stop the target, and stay', async () => {
	const {objects, options} = await bucket();
	await s3Target(options).deliver(entry);
	const before = [...objects];
	await expect(s3Target(options).deliver({...entry, name: 'x'})).rejects.toThrow(
		'other bytes under its name',
	);
	await expect(s3Target({...options, accessKey: 'other'}).deliver(entry)).rejects.toThrow(
		'cannot be read: 403',
	);
	expect([...objects]).toEqual(before);
});

test('whoever owns one can try it: this one checks no signature and keeps no versions', async () => {
	const {options} = await bucket();
	const lines = await tryBucket(options, 12);
	expect(lines.filter(({ok}) => !ok).map(({what}) => what)).toEqual([
		'a wrong key is refused',
		'it cannot be deleted before its time',
	]);
});
