/**
 * The disk under the browser's profile is full, again and again: nothing goes out that cannot be recorded, the page says why, and when
 * there is room it goes on by itself with nothing lost. Where Chromium has thrown the records away (ADR 247) it holds and says so until
 * the person enrols again. On a small tmpfs, which takes root. `FILLS` for the number.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {BrowserContext, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {fillUp, smallDisk} from '#hub/faults/small-disk.ts';
import {priya} from '../../scripts/stage/cast.ts';
import {openExtensionPage} from '../../scripts/stage/chromium.ts';
import {type Screen, screenOf, until} from '../../scripts/stage/screen.ts';
import {takeSeat} from '../../scripts/stage/seat.ts';
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

	const held = {name: /(?:keep|room for) records|can be recorded/};
	const ballast = join(disk?.path ?? '', 'ballast');
	/** Milliseconds from there being room until the post is out. */
	const recovered: number[] = [];
	/** By whether the disk filled up bit by bit, or in one go while the browser was writing. */
	const lost = {slowly: 0, atOnce: 0};
	let how: keyof typeof lost = 'slowly';
	/** Texts that found no room, or would have, had Chromium not made some. */
	let filled = 0;
	const published = async () => (await device!.stage.site.published('x')).map(({text}) => text);
	const isOut = async (text: string) => (await published()).includes(text);

	/** The same text and the same button, now and then, as a person does: nobody reloads anything. */
	const posted = (text: string) =>
		until(
			async () => {
				if (await isOut(text)) return true;
				if (await hasLost()) await enrolAgain();
				await press(page, text);
				// A press that was heard is answered long before
				await until(async () => (await isOut(text)) || undefined, text, 5000).catch(() => undefined);
				return undefined;
			},
			`“${text}” to go out`,
			120_000,
		);

	test(`full ${fills} times`, {timeout: 7_200_000}, async () => {
		for (let i = 0; i < fills; i++) await fillOnce(i);
		await drained(context);
		const [out, kept] = [await published(), await archived(device!)];
		expect(new Set(out).size).toBe(fills + filled);
		expect(out.filter(text => !kept.includes(text))).toEqual([]);
		console.log(JSON.stringify({fills, lost, published: out.length, archived: kept.length, recovered}));
	});

	async function fillOnce(i: number): Promise<void> {
		await posted(`Good morning, Leeds, day ${i}.`);
		how = i % 2 === 0 ? 'slowly' : 'atOnce';
		if (how === 'slowly') await fillSlowly();
		const text = await refused(i);
		rmSync(ballast);
		const since = performance.now();
		await posted(text);
		recovered.push(Math.round(performance.now() - since));
	}

	/** Too little for a post, and then nothing at all. */
	async function fillSlowly(): Promise<void> {
		await drained(context);
		fillUp(ballast, 8 << 20);
		await press(page, 'Nobody reads this.');
		await screen.find(held);
		expect(await isOut('Nobody reads this.')).toBe(false);
	}

	/** Chromium makes room of its own, by throwing away what it had cached: what goes out until there is none is recorded too. */
	async function refused(i: number): Promise<string> {
		for (let n = 0; ; n++) {
			const text = `Good evening, Leeds, day ${i}, no. ${n}.`;
			fillUp(ballast);
			filled += 1;
			await press(page, text);
			const answer = async () =>
				(await isOut(text)) ? 'out' : (await screen.has(held)) ? 'held' : undefined;
			if ((await until(answer, 'it to go out, or to be held')) === 'out') continue;
			expect(await isOut(text)).toBe(false);
			return text;
		}
	}

	/** As the popup says. It says nothing as long as nothing can be read. */
	async function hasLost(): Promise<boolean> {
		const popup = await openExtensionPage(context, 'popup');
		await popup
			.locator('header.top')
			.waitFor({timeout: 5000})
			.catch(() => undefined);
		const isLost = await popup.getByText('lost its records').isVisible();
		await popup.close();
		return isLost;
	}

	async function enrolAgain(): Promise<void> {
		lost[how] += 1;
		const {admin, hubUrl} = device!.stage;
		const {code} = await admin.call('invite', {person: {name: priya.name}, roles: priya.roles});
		await takeSeat(context, {name: priya.name, hub: hubUrl(), code});
		await page.bringToFront();
	}
});
