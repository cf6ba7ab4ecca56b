/**
 * The hub's disk is full, again and again: nothing acknowledged is lost, what cannot be kept is refused, and when there is room
 * again it goes on by itself. On a small tmpfs of its own, which takes root. `COUNTERSIGN_FILLS` for the number.
 */
import {execFileSync} from 'node:child_process';
import {closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {Connected} from '#hub/client.ts';
import {freePort, openForBusiness, startProcess} from '#hub/faults/hub-process.ts';
import {beat, outboxOf, type Written} from '#hub/outbox.fixture.ts';
import {HubError} from '#lib/api/client.ts';

const fills = Number(process.env.COUNTERSIGN_FILLS ?? 50);
const devices = 4;

const mounted = mount();

describe.runIf(mounted)('a disk of 48 MB', () => {
	test(`full ${fills} times`, {timeout: 1_800_000}, async () => {
		const data = join(mounted!, 'hub');
		mkdirSync(data, {mode: 0o700});
		const port = await freePort();
		// A database elsewhere would have a disk of its own
		const hub = await startProcess({data, port, isNew: true, env: {DATABASE_URL: '', LOG_LEVEL: 'silent'}});
		try {
			const firm = await openForBusiness(`http://127.0.0.1:${port}`, hub.link!);
			const browsers: ReturnType<typeof browser>[] = [];
			for (let i = 0; i < devices; i++) browsers.push(browser(await firm.hire(`Author ${i}`, 'author')));
			for (let fill = 0; fill < fills; fill++) await fillOnce(browsers);
			for (const one of browsers) await one.verifyAll();
			const total = (of: 'acknowledged' | 'refused') =>
				browsers.reduce((sum, one) => sum + one.counts[of], 0);
			console.log(JSON.stringify({fills, acknowledged: total('acknowledged'), refused: total('refused')}));
			expect(total('refused')).toBeGreaterThanOrEqual(fills);
		} finally {
			await hub.stop();
			execFileSync('umount', ['-l', mounted!]);
			rmSync(mounted!, {recursive: true, force: true});
		}
	});
});

/** Full while they deliver: until each was refused. Then there is room, and the same records go through. */
async function fillOnce(browsers: readonly ReturnType<typeof browser>[]): Promise<void> {
	await Promise.all(browsers.map(one => one.deliver(3)));
	const ballast = join(mounted!, 'ballast');
	fillUp(ballast);
	await Promise.all(browsers.map(one => one.untilRefused(ballast)));
	rmSync(ballast);
	await Promise.all(browsers.map(one => one.deliver(1)));
}

function browser({client, device, key}: Connected) {
	const outbox = outboxOf({device, key});
	const kept: {record: Written; index: number}[] = [];
	const counts = {acknowledged: 0, refused: 0};
	let waiting: Written | undefined;

	const put = ({jws, n}: Written) => client.call('putRecord', {record: jws, from: 0}, {device, n});

	/** As an outbox does: the record that waits, before a new one. */
	async function next(): Promise<boolean> {
		waiting ??= await outbox.write('heartbeat', beat);
		try {
			const {index} = await put(waiting);
			kept.push({record: waiting, index});
			counts.acknowledged += 1;
			waiting = undefined;
			return true;
		} catch (error) {
			if (!(error instanceof HubError) || error.status < 500) throw error;
			counts.refused += 1;
			return false;
		}
	}
	return {
		counts,
		async deliver(count: number) {
			for (let done = 0; done < count; ) if (await next()) done += 1;
		},
		async untilRefused(ballast: string) {
			while (await next()) fillUp(ballast);
		},
		async verifyAll() {
			for (const {record, index} of kept) expect((await put(record)).index).toBe(index);
		},
	};
}

/** To the last byte. */
function fillUp(path: string): void {
	const file = openSync(path, 'a');
	try {
		for (const size of [1 << 20, 4096, 1]) writeUntilFull(file, Buffer.alloc(size));
	} finally {
		closeSync(file);
	}
}

function writeUntilFull(file: number, bytes: Buffer): void {
	try {
		for (;;) writeSync(file, bytes);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
	}
}

/** Where it is; nothing where this machine does not let us. */
function mount(): string | undefined {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-full-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', folder], {stdio: 'ignore'});
		return folder;
	} catch {
		rmSync(folder, {recursive: true, force: true});
		return undefined;
	}
}
