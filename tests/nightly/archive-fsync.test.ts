/** No acknowledgement before the disk: the hub under strace, whose own system calls are the witness. */
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {CompactSign} from 'jose';
import {describe, expect, test} from 'vitest';
import {type Connected, setUp} from '#hub/client.ts';
import {chainEnd, chainStart, nextRecord, recordBytes, recordJwsType} from '#lib/core/archive/record.ts';

const main = new URL('../../hub/cli/main.ts', import.meta.url).pathname;
const deliveries = Number(process.env.COUNTERSIGN_DELIVERIES ?? 200);
const calls = 'fsync,fdatasync,read,recvfrom,write,writev,sendto';

describe.runIf(hasStrace())('strace', () => {
	test('a receipt leaves after the syncs of its payload and of its commit', {timeout: 600_000}, async () => {
		const data = mkdtempSync(join(tmpdir(), 'countersign-fsync-'));
		const log = join(data, 'strace');
		const hub = spawn('strace', [
			// The tracer steps aside: our child is the hub itself
			'-D',
			'-f',
			'-qq',
			'-s',
			'64',
			'-e',
			`trace=${calls}`,
			'-o',
			log,
			process.execPath,
			main,
			'hub',
			'--data',
			join(data, 'hub'),
			'--port',
			'0',
		]);
		try {
			const link = await linkOf(hub.stdout);
			const helen = await setUp({url: new URL(link).origin}, link, {
				organisation: 'Harwell & Stone',
				name: 'Helen Marsh',
			});
			for (const send of await deliverer(helen)) await send();
		} finally {
			const ended = once(hub, 'exit');
			hub.kill('SIGTERM');
			await ended;
		}
		const seen = acknowledged(readFileSync(log, 'latin1'));
		rmSync(data, {recursive: true, force: true});
		expect(seen.length).toBe(deliveries);
		// The segment, its folder, the commit: never fewer than the payload's and the database's own
		expect(Math.min(...seen)).toBeGreaterThanOrEqual(2);
	});
});

/** For each answer to a delivery: how many syncs ended between its request and the answer. One at a time was asked. */
function acknowledged(log: string): number[] {
	const seen: number[] = [];
	let [isAsked, syncs] = [false, 0];
	for (const line of log.split('\n')) {
		if (/(?:read|recvfrom)\(.*"PUT \/v1\/devices\//.test(line) || /resumed>"PUT \/v1\/devices\//.test(line))
			[isAsked, syncs] = [true, 0];
		else if (/(?:fsync|fdatasync)(?:\(\d+\)| resumed>\)).*= 0/.test(line)) syncs += 1;
		else if (isAsked && /(?:write|writev|sendto)\(.*"HTTP\/1\.1 200/.test(line)) {
			seen.push(syncs);
			isAsked = false;
		}
	}
	return seen;
}

async function deliverer({client, device, key}: Connected) {
	let end = chainStart;
	const beat = {
		gate: 'managed',
		extension: '0.1.0',
		browser: 'Test',
		policy: null,
		accounts: [],
		waiting: 0,
	} as const;
	return Array.from({length: deliveries}, () => async () => {
		const record = nextRecord(end, device, Date.now(), 'heartbeat', {
			...beat,
			accounts: [],
			nonce: 'ab'.repeat(16),
		});
		end = chainEnd(record);
		const header = {alg: 'ES256', typ: recordJwsType, kid: device};
		const jws = await new CompactSign(recordBytes(record)).setProtectedHeader(header).sign(key);
		await client.call('putRecord', {record: jws, from: 0}, {device, n: record.n});
	});
}

function linkOf(out: NodeJS.ReadableStream): Promise<string> {
	let text = '';
	return new Promise((resolve, reject) => {
		out.on('data', chunk => {
			text += chunk;
			const [link] = /http\S+\/setup#[\w-]+/.exec(text) ?? [];
			if (link) resolve(link);
		});
		out.once('end', () => reject(new Error('the hub did not start')));
	});
}

function hasStrace(): boolean {
	try {
		execFileSync('strace', ['-V'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
}
