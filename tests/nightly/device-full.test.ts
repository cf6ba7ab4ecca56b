/**
 * The disk under the browser's profile is full, again and again: nothing goes out that cannot be recorded, the page says why, and when
 * there is room it goes on by itself with nothing lost. On a small tmpfs, which takes root. `FILLS` for the number.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {BrowserContext, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {fillUp, smallDisk} from '#hub/faults/small-disk.ts';
import {priya} from '../../scripts/stage/cast.ts';
import {type Screen, screenOf} from '../../scripts/stage/screen.ts';
import {archived, composer, type Device, drained, openDevice, press} from './device.ts';

const fills = Number(process.env.FILLS ?? 50);
const folder = mkdtempSync(join(tmpdir(), 'countersign-no-room-'));
const disk = smallDisk(192, join(folder, 'profiles'));

describe.runIf(disk)('a profile on a disk of 192 MB', () => {
	let device: Device | undefined;
	let context: BrowserContext;
	let page: Page;
	let screen: Screen;
	beforeAll(async () => {
		device = await openDevice(folder);
		({context} = await device.stage.enrol(priya));
		page = await composer(context);
		screen = await screenOf(page);
	}, 180_000);
	afterAll(async () => {
		await device?.close();
		disk!.remove();
		rmSync(folder, {recursive: true, force: true});
	});

	/** Milliseconds from there being room until the post is out. */
	const recovered: number[] = [];
	const published = async () => (await device!.stage.site.published('x')).map(({text}) => text);
	/** The same text and the same button, now and then, as a person does: nobody reloads anything. */
	const posted = (text: string) =>
		expect
			.poll(
				async () => {
					if ((await published()).includes(text)) return true;
					await press(page, text);
					return false;
				},
				{timeout: 120_000, interval: 5000},
			)
			.toBe(true);

	test(`full ${fills} times`, {timeout: 7_200_000}, async () => {
		for (let i = 0; i < fills; i++) await fillOnce(i);
		await drained(context);
		const [out, kept] = [await published(), await archived(device!)];
		expect(new Set(out).size).toBe(2 * fills);
		expect(out.filter(text => !kept.includes(text))).toEqual([]);
		console.log(JSON.stringify({fills, published: out.length, archived: kept.length, recovered}));
	});

	async function fillOnce(i: number): Promise<void> {
		const [before, refused] = [`Good morning, Leeds, day ${i}.`, `Good evening, Leeds, day ${i}.`];
		await posted(before);
		const ballast = join(disk!.path, 'ballast');
		fillUp(ballast);
		await press(page, refused);
		await screen.find({name: /(?:keep|room for) records|can be recorded/});
		expect(await published()).not.toContain(refused);
		rmSync(ballast);
		const since = performance.now();
		await posted(refused);
		recovered.push(Math.round(performance.now() - since));
	}
});
