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
		const under = ['strace', '-D', '-f', '-qq', '-y', '-s', '64', '-e', `trace=${calls}`, '-o', log];
		const hub = await startProcess({data: join(data, 'hub'), port, isNew: true, under});
		try {
			const {admin} = await openForBusiness(`http://127.0.0.1:${port}`, hub.link!);
			await deliver(admin);
		} finally {
			await hub.stop();
		}
		const seen = acknowledged(readFileSync(log, 'latin1'), String(hub.child.pid));
		rmSync(data, {recursive: true, force: true});
		expect(seen.length).toBe(deliveries);
		// The segment and its folder; the commit's own sync, not that of the thread which carries the log over (ADR 249)
		expect(Math.min(...seen.map(({payloads}) => payloads))).toBeGreaterThanOrEqual(2);
		expect(Math.min(...seen.map(({commits}) => commits))).toBeGreaterThanOrEqual(1);
	});
});

type Happened = 'asked' | 'answered' | 'payloads' | 'commits';

/** For each answer to a delivery: how many syncs of which kind ended between its request and the answer. One at a time was asked. */
function acknowledged(log: string, main: string): {payloads: number; commits: number}[] {
	const seen: {payloads: number; commits: number}[] = [];
	let since: (typeof seen)[number] | undefined;
	for (const happened of happenedIn(log, main)) {
		if (happened === 'asked') since = {payloads: 0, commits: 0};
		else if (since && happened === 'answered') {
			seen.push(since);
			since = undefined;
		} else if (since && happened !== 'answered') since[happened] += 1;
	}
	return seen;
}

/** @param main the thread that commits */
function happenedIn(log: string, main: string): Happened[] {
	/** By thread: a call's end does not say which file it was of. */
	const syncing = new Map<string, string>();
	return log.split('\n').flatMap((line): Happened[] => {
		const thread = line.slice(0, line.indexOf(' '));
		const [, begun] = /f(?:data)?sync\(\d+<([^>]*)>/.exec(line) ?? [];
		if (begun) syncing.set(thread, begun);
		if (/(?:(?:read|recvfrom)\(.*|resumed>)"PUT \/v1\/devices\//.test(line)) return ['asked'];
		if (/(?:write|writev|sendto)\(.*"HTTP\/1\.1 200/.test(line)) return ['answered'];
		return /f(?:data)?sync(?:\(| resumed>).* = 0$/.test(line)
			? syncOf(syncing.get(thread) ?? '', thread === main)
			: [];
	});
}

function syncOf(file: string, isMain: boolean): Happened[] {
	if (file.includes('/payloads/')) return ['payloads'];
	return isMain && file.endsWith('-wal') ? ['commits'] : [];
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
