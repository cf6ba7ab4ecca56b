/**
 * The whole browser is killed at any moment of a capture: whatever went out is in the archive in the end, once, and the browser's chain of
 * records has no hole. `KILLS` for the number, `SEED` for the moments.
 */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {drawFrom} from '#hub/verify/alterations.fixture.ts';
import {priya} from '../../scripts/stage/cast.ts';
import {archived, composer, type Device, drained, openDevice, pidOf, press} from './device.ts';

const kills = Number(process.env.KILLS ?? 200);
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
/** Milliseconds from the press: a post is out and receipted in less. */
const longest = 1500;

let device: Device;
beforeAll(async () => {
	device = await openDevice();
	const {context} = await device.stage.enrol(priya);
	await context.close();
}, 180_000);
afterAll(() => device.close());

test(`${kills} kills of the browser while a post is on its way (seed ${seed})`, async () => {
	const draw = drawFrom(seed);
	for (let i = 0; i < kills; i++) {
		const context = await device.open();
		const page = await composer(context);
		await press(page, `Good morning, Leeds, day ${i}.`);
		await new Promise(resolve => setTimeout(resolve, draw(longest)));
		const closed = context.waitForEvent('close', {timeout: 60_000});
		process.kill(pidOf(device.profile), 'SIGKILL');
		await closed;
	}
	const last = await device.open();
	await composer(last);
	await drained(last);
	await last.close();
	const published = (await device.stage.site.published('x')).map(({text}) => text);
	const kept = await archived(device);
	expect(published.filter(text => !kept.includes(text))).toEqual([]);
	expect([new Set(published).size, new Set(kept).size]).toEqual([published.length, kept.length]);
	console.log(JSON.stringify({kills, seed, published: published.length, archived: kept.length}));
}, 7_200_000);
