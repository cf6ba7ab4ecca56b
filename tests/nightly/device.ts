/** For tests of a browser that dies or has no room: one author on X, and what of it the hub's archive has in the end. */
import {mkdtempSync, readFileSync, readlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {BrowserContext, Page} from 'playwright-core';
import {expect} from 'vitest';
import {exportArchive} from '#hub/cli/export.ts';
import {verify} from '#hub/verify/verify.ts';
import {launchChromium, openExtensionPage} from '../../scripts/stage/chromium.ts';
import {openStage, type Stage} from '../../scripts/stage/stage.ts';

const editor = '[data-testid="tweetTextarea_0"]';

export interface Device {
	stage: Stage;
	profile: string;
	open(): Promise<BrowserContext>;
	close(): Promise<void>;
}

export async function openDevice(
	folder = mkdtempSync(join(tmpdir(), 'countersign-device-')),
): Promise<Device> {
	const stage = await openStage({folder, headless: true});
	const profile = join(folder, 'profiles', 'priya-nair');
	return {
		stage,
		profile,
		open: () => launchChromium({profile, extension: stage.extension, sandbox: stage.sandbox, headless: true}),
		close: () => stage.close(),
	};
}

/** Chromium writes it down itself, so that it is started once for a profile. */
export function pidOf(profile: string): number {
	return Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
}

export async function composer(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	await page.goto('https://x.com/home');
	await page.locator(editor).waitFor();
	return page;
}

export async function press(page: Page, text: string): Promise<void> {
	await page.click(editor);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(text);
	await page.keyboard.press('Control+Enter');
}

/** Until the archive has a receipt for each record of this browser. */
export async function drained(context: BrowserContext): Promise<void> {
	const desk = await openExtensionPage(context, 'options');
	const ask = async () =>
		(await chrome.runtime.sendMessage({countersign: 'records:mine', request: {}})).reply;
	const waiting = async () => {
		const {records} = (await desk.evaluate(ask)) as {
			records: {n: number; receipt: object | null}[];
		};
		return records.length === 0 ? ['none yet'] : records.filter(({receipt}) => !receipt).map(({n}) => n);
	};
	// The longest back-off is five minutes
	await expect.poll(waiting, {timeout: 400_000, interval: 1000}).toEqual([]);
	await desk.close();
}

/** Texts of the archive that were let go; its export verified whole, without a hole in any browser's numbers. */
export async function archived({stage}: Device): Promise<string[]> {
	const out = join(mkdtempSync(join(tmpdir(), 'countersign-device-export-')), 'export');
	const selection = {from: null, to: null, site: null, account: null};
	await exportArchive({data: stage.data, keys: join(stage.data, 'keys'), out, selection});
	const {verdict, problems} = verify(out);
	if (verdict !== 'intact') throw new Error(`${verdict}: ${problems.map(({message}) => message).join('; ')}`);
	const {files} = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {files: {path: string}[]};
	return files
		.filter(({path}) => path.startsWith('records/'))
		.map(({path}) => JSON.parse(readFileSync(join(out, path), 'utf8')))
		.filter(({record}) => record?.kind === 'interaction.releasing')
		.map(({record}) => record.body.draft.text as string);
}
