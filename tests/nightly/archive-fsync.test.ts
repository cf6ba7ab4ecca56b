/** No acknowledgement before the disk: the hub under strace, whose own system calls are the witness. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {Connected} from '#hub/client.ts';
import {freePort, openForBusiness, startProcess} from '#hub/faults/hub-process.ts';
import {beat, outboxOf} from '#hub/outbox.fixture.ts';

const deliveries = Number(process.env.COUNTERSIGN_DELIVERIES ?? 200);
const calls = 'fsync,fdatasync,read,recvfrom,write,writev,sendto';

describe.runIf(hasStrace())('strace', () => {
	test('a receipt leaves after the syncs of its payload and of its commit', {timeout: 600_000}, async () => {
		const data = mkdtempSync(join(tmpdir(), 'countersign-fsync-'));
		const log = join(data, 'strace');
		const port = await freePort();
		// -D: the tracer steps aside, our child is the hub itself
		const under = ['strace', '-D', '-f', '-qq', '-s', '64', '-e', `trace=${calls}`, '-o', log];
		const hub = await startProcess({data: join(data, 'hub'), port, isNew: true, under});
		try {
			const {admin} = await openForBusiness(`http://127.0.0.1:${port}`, hub.link!);
			await deliver(admin);
		} finally {
			await hub.stop();
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

/** One at a time. */
async function deliver({client, device, key}: Connected): Promise<void> {
	const outbox = outboxOf({device, key});
	for (let i = 0; i < deliveries; i++) {
		const {jws, n} = await outbox.write('heartbeat', beat);
		await client.call('putRecord', {record: jws, from: 0}, {device, n});
	}
}

function hasStrace(): boolean {
	try {
		execFileSync('strace', ['-V'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
}
