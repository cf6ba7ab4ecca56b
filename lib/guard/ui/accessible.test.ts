/**
 * Our screens in the sites' pages, in a real browser: nothing that axe finds, and all of it by keyboard. Their roots are
 * closed; here, and nowhere else, the browser opens them, for axe cannot look into a closed one.
 */
import {createRequire} from 'node:module';
import type {AxeResults} from 'axe-core';
import {build} from 'esbuild';
import {type Browser, chromium, type Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {findChromium} from '../../../scripts/browser.ts';

interface Place {
	theme: 'light' | 'dark';
	/** What the site paints behind us. */
	ground: string;
}

const light: Place = {theme: 'light', ground: '#ffffff'};
const black: Place = {theme: 'dark', ground: '#000000'};
const dim: Place = {theme: 'dark', ground: '#15202b'};
const grey: Place = {theme: 'dark', ground: '#252728'};

const dialogs = [
	'approval dialog',
	'approval dialog of a change',
	'approval dialog at night',
	'ready replies',
	'complaint form',
	'suggestion of a reviewer',
	'question of a reviewer',
];
const line = 'line and its findings';

/** The line alone has no ground of its own. */
const cases = [
	...[...dialogs, 'card in the corner', line].flatMap(screen => [
		{screen, place: light},
		{screen, place: black},
	]),
	{screen: line, place: dim},
	{screen: line, place: grey},
];

const openRoots = `const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) { return attach.call(this, {...init, mode: 'open'}); };`;

let browser: Browser;
let page: Page;

beforeAll(async () => {
	const entryPoints = [new URL('screens.fixture.ts', import.meta.url).pathname];
	const [{outputFiles}, launched] = await Promise.all([
		build({entryPoints, bundle: true, write: false, format: 'iife'}),
		chromium.launch({executablePath: findChromium(), args: ['--no-sandbox']}),
	]);
	browser = launched;
	page = await browser.newPage({reducedMotion: 'reduce', locale: 'en-GB'});
	const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
	await page.addInitScript({content: openRoots});
	await page.addInitScript({path: axe});
	await page.addInitScript({content: outputFiles[0]!.text});
});
afterAll(() => browser.close());

/** A page with a composer in it that has the focus, and one of our screens. */
async function open(screen: string, {theme, ground}: Place = light): Promise<void> {
	await page.goto('about:blank');
	await page.setContent(`<html lang="en"><title>Site</title><style>body{background:${ground}}</style>
		<main><textarea aria-label="Composer"></textarea><input aria-label="Search"></main></html>`);
	await page.evaluate(
		([screen, theme]) => {
			document.querySelector('textarea')!.focus();
			(globalThis as unknown as {screens: Record<string, (theme: string) => void>}).screens[screen]!(theme);
		},
		[screen, theme] as const,
	);
}

async function look(): Promise<AxeResults> {
	return await page.evaluate(() => {
		const {axe} = globalThis as unknown as {axe: typeof import('axe-core')};
		return axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']});
	});
}

test.each(cases)(
	'axe finds nothing in the $screen, $place.theme on $place.ground',
	async ({screen, place}) => {
		await open(screen, place);
		const {violations, passes} = await look();
		expect(violations.map(({id, nodes}) => `${id} ${nodes.map(({html}) => html)}`)).toEqual([]);
		// Worth something only if it looked inside
		const inside = passes.flatMap(({nodes}) => nodes).filter(({target}) => Array.isArray(target[0]));
		expect(inside.length).toBeGreaterThan(10);
	},
);

/** What has the focus: inside our screen, by its words; outside it, by its tag. */
function focused(): Promise<string> {
	return page.evaluate(() => {
		const {activeElement: host} = document;
		const inner = host?.shadowRoot?.activeElement;
		return inner ? `ours: ${inner.tagName} ${inner.id || inner.textContent}` : (host?.tagName ?? '');
	});
}

async function tabThrough(steps: number, key = 'Tab'): Promise<string[]> {
	const seen: string[] = [];
	for (let n = 0; n < steps; n++) {
		await page.keyboard.press(key);
		seen.push(await focused());
	}
	return seen;
}

/** All that can be reached in it, as many as there are. */
function reachable(): Promise<number> {
	return page.evaluate(() => {
		const root = [...document.documentElement.children].find(each => each.shadowRoot)!.shadowRoot!;
		return root.querySelectorAll(
			'dialog button, dialog input, dialog select, dialog textarea, dialog summary',
		).length;
	});
}

describe('by keyboard', () => {
	test.each(dialogs)(
		'%s: everything is reached, nothing behind it, Escape gives the composer back',
		async screen => {
			await open(screen);
			expect(await focused()).toMatch(/^ours: /);
			const parts = await reachable();
			for (const key of ['Tab', 'Shift+Tab']) {
				const seen = await tabThrough(parts * 3, key);
				expect(new Set(seen.filter(each => each.startsWith('ours: ') && !each.includes('DIALOG'))).size).toBe(
					parts,
				);
				// The browser itself may come in between; the site behind never does
				expect(seen.filter(each => each === 'TEXTAREA' || each === 'INPUT')).toEqual([]);
			}
			await page.keyboard.press('Escape');
			expect(await focused()).toBe('TEXTAREA');
			expect(await page.locator('dialog').count()).toBe(0);
		},
	);
});
