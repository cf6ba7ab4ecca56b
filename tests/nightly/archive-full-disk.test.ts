/**
 * The hub's disk is full, again and again: nothing acknowledged is lost, what cannot be kept is refused, and when there is room
 * again it goes on by itself. On a small tmpfs of its own, which takes root. `COUNTERSIGN_FILLS` for the number.
 */
import {mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {Connected} from '#hub/client.ts';
import {freePort, openForBusiness, startProcess} from '#hub/faults/hub-process.ts';
import {fillUp, smallDisk} from '#hub/faults/small-disk.ts';
import {beat, outboxOf, type Written} from '#hub/outbox.fixture.ts';
import {HubError} from '#lib/api/client.ts';

const fills = Number(process.env.COUNTERSIGN_FILLS ?? 50);
const devices = 4;

const disk = smallDisk(48);

describe.runIf(disk)('a disk of 48 MB', () => {
	test(`full ${fills} times`, {timeout: 1_800_000}, async () => {
		const data = join(disk!.path, 'hub');
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
			disk!.remove();
		}
	});
});

/** Full while they deliver: until each was refused. Then there is room, and the same records go through. */
async function fillOnce(browsers: readonly ReturnType<typeof browser>[]): Promise<void> {
	await Promise.all(browsers.map(one => one.deliver(3)));
	const ballast = join(disk!.path, 'ballast');
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
