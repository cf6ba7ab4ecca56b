/** Two of the firm's browsers for real: Chromium with the built extension, beside the many without a window. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {startSandbox} from '#sandbox/server.ts';
import {builtExtension} from '../../scripts/stage/build.ts';
import {accounts} from '../../scripts/stage/cast.ts';
import {launchChromium} from '../../scripts/stage/chromium.ts';
import {type Seat, takeSeat} from '../../scripts/stage/seat.ts';
import {write, x} from '../../scripts/story/sites.ts';
import {expect} from '../e2e/console-stage.ts';

export interface RealBrowsers {
	/** Until both have this version; milliseconds since `begun`. */
	arrival(version: number, begun: number): Promise<number>;
	/** What the first of them says of this text in the site's own composer. */
	expectVerdict(text: string, words: RegExp, picture?: (page: Page) => Promise<void>): Promise<void>;
	/** The first of them is told what changed, looks at it, and says "Got it". */
	learns(words: string, picture: (page: Page) => Promise<void>): Promise<void>;
	close(): Promise<void>;
}

export const account = accounts.find(({site}) => site === 'x')!;

export async function openRealBrowsers(
	hub: string,
	people: {name: string; code: string}[],
): Promise<RealBrowsers> {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-fleet-'));
	const extension = builtExtension(() => {});
	const sandbox = await startSandbox();
	const seats: Seat[] = [];
	const options: Page[] = [];
	for (const {name, code} of people) {
		const profile = join(folder, String(seats.length));
		const context = await launchChromium({profile, extension, sandbox, headless: true});
		const seat = await takeSeat(context, {name, hub, code});
		seats.push(seat);
		options.push(await seat.open('options'));
	}
	return {
		async arrival(version, begun) {
			for (const page of options)
				await expect(page.getByText(new RegExp(`^version ${version},`))).toBeVisible({timeout: 90_000});
			return Date.now() - begun;
		},
		async expectVerdict(text, words, picture = async () => {}) {
			const {page, screen} = await seats[0]!.visit(x.home);
			await x.editor(page).click();
			await write(page, text);
			await screen.find({name: words});
			await picture(page);
			await page.close();
		},
		async learns(words, picture) {
			const {page, screen} = await seats[0]!.visit(x.home);
			await x.editor(page).click();
			await screen.find({role: 'status', name: words});
			await page.keyboard.press('Alt+Shift+G');
			await screen.find({name: /Ask us how we are paid/});
			await picture(page);
			await screen.click({role: 'button', name: 'Got it'});
			await screen.find({role: 'status', name: /^Guarded · posting as/});
			await page.close();
		},
		async close() {
			for (const {context} of seats) await context.close();
			await sandbox.close();
			rmSync(folder, {recursive: true, force: true});
		},
	};
}
