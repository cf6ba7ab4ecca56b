/** For the console's tests: a hub on a port, and browsers with an authenticator but without the extension. */
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AxeBuilder} from '@axe-core/playwright';
import {test as base, expect} from '@playwright/test';
import type {Page} from 'playwright-core';
import {type HubOptions, type RunningHub, startHub} from '#hub/server.ts';
import {type ConsolePeople, openPeople} from '../../scripts/stage/console-people.ts';

export interface ConsoleStage {
	hub: RunningHub;
	/** `http://localhost:PORT` */
	url: string;
	person: ConsolePeople['person'];
	close(): Promise<void>;
}

export const phone = {width: 390, height: 844};

export async function openConsoleStage(
	options: Partial<HubOptions> | ((url: string) => Promise<Partial<HubOptions>>) = {},
): Promise<ConsoleStage> {
	const data = mkdtempSync(join(tmpdir(), 'countersign-console-'));
	const port = await freePort();
	const url = `http://localhost:${port}`;
	const own = typeof options === 'function' ? await options(url) : options;
	const hub = await startHub({data, port, publicUrl: url, ...own});
	const people = await openPeople();
	return {
		hub,
		url,
		person: people.person,
		async close() {
			await people.close();
			await hub.close();
			rmSync(data, {recursive: true, force: true});
		},
	};
}

export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const {port} = server.address() as {port: number};
			server.close(() => resolve(port));
		});
	});
}

/** Opens the setup link and makes the firm; the page is the first admin's then. */
export async function setUpFirm({hub, person}: ConsoleStage): Promise<Page> {
	const page = await person();
	await page.goto(hub.setupLink!);
	await page.getByLabel('Your company').fill('Harwell & Stone');
	await page.getByLabel('Your name').fill('Helen Marsh');
	await page.getByRole('button', {name: 'Make a passkey and begin'}).click();
	await expect(page.getByRole('heading', {level: 1, name: 'Helen Marsh'})).toBeVisible();
	return page;
}

/** Nothing that axe finds, and nothing wider than the screen. */
export async function expectGood(page: Page, what: string): Promise<void> {
	const {violations} = await new AxeBuilder({page})
		.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	expect(violations.map(({id, nodes}) => `${what}: ${id} ${nodes[0]?.html}`)).toEqual([]);
	const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(width, `${what} is wider than the screen`).toBeLessThanOrEqual(0);
}

/** A picture for docs/, when asked for: `COUNTERSIGN_SCREENSHOTS=docs/screenshots`. */
export async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.COUNTERSIGN_SCREENSHOTS;
	if (folder) await page.screenshot({path: join(folder, `console-${name}.png`), fullPage: true});
}

/** A stage of its own for each test that asks for one. */
export const test = base.extend<{stage: ConsoleStage}>({
	stage: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright demands an object pattern
		async ({}, use) => {
			const stage = await openConsoleStage();
			await use(stage);
			await stage.close();
		},
		{timeout: 60_000},
	],
});

export {expect};
