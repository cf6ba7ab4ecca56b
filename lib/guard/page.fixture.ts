/** Chromium on the sandbox sites, with the guard of `in-page.fixture.ts` in each page. */
import {build} from 'esbuild';
import {type Browser, type BrowserContext, chromium, type Page} from 'playwright-core';
import {loadPacks} from '#hub/policy-files.ts';
import {compile} from '#lib/core/policy/compile.ts';
import {chromiumFlags} from '#sandbox/hosts.ts';
import {FACEBOOK_PAGES, X_ACCOUNTS} from '#sandbox/seed.ts';
import {type Sandbox, startSandbox} from '#sandbox/server.ts';
import {findChromium} from '../../scripts/browser.ts';
import {company} from '../../scripts/stage/cast.ts';
import {type Screen, screenOf} from '../../scripts/stage/screen.ts';
import {account, policy, state} from './guard.fixture.ts';
import type {World} from './in-page.fixture.ts';

export interface Stage {
	visit(url: string, options?: Visit): Promise<{page: Page; screen: Screen}>;
	close(): Promise<void>;
}

export interface Visit {
	world?: Partial<World>;
	/** 2 = as if the person had zoomed to 200 %. */
	zoom?: 1 | 2;
	/** A script that runs before the guard. */
	before?: string;
}

const packs = loadPacks('policies').filter(pack => pack.profiles.includes(company.profile));

/** What the background of an enrolled browser knows. */
export const usual: World = {
	state: {
		...state,
		accounts: [
			...X_ACCOUNTS.filter(each => each.kind === 'company').map(({id, handle, name}) => ({
				...account,
				...{id, name, handle: `@${handle}`},
			})),
			...FACEBOOK_PAGES.map(({id, name}) => ({
				...account,
				site: 'facebook' as const,
				id,
				name,
				handle: name,
			})),
		],
	},
	policy: {digest: policy, company, compiled: Buffer.from(compile(packs)).toString('base64')},
	holds: [],
};

export async function openStage(): Promise<Stage> {
	const [sandbox, script] = await Promise.all([startSandbox(), guardScript()]);
	const browser = await launch(sandbox);
	const contexts: BrowserContext[] = [];
	return {
		async visit(url, {world = {}, zoom = 1, before} = {}) {
			const context = await browser.newContext({
				ignoreHTTPSErrors: true,
				locale: 'en-GB',
				timezoneId: 'Europe/London',
				viewport: {width: 1280 / zoom, height: 860 / zoom},
				deviceScaleFactor: zoom,
				// Pictures of the screens as they stay, not on their way in.
				reducedMotion: 'reduce',
			});
			contexts.push(context);
			const setting = JSON.stringify({...usual, ...world});
			if (before) await context.addInitScript({content: before});
			await context.addInitScript({
				content: `if (!globalThis.guardWorld) { globalThis.guardWorld = ${setting};\n${script} }`,
			});
			const page = await context.newPage();
			await page.goto(url);
			return {page, screen: await screenOf(page)};
		},
		async close() {
			for (const context of contexts) await context.close();
			await browser.close();
			await sandbox.close();
		},
	};
}

async function guardScript(): Promise<string> {
	const entry = new URL('in-page.fixture.ts', import.meta.url).pathname;
	const {outputFiles} = await build({entryPoints: [entry], bundle: true, write: false, format: 'iife'});
	return outputFiles[0]!.text;
}

function launch(sandbox: Sandbox): Promise<Browser> {
	return chromium.launch({
		executablePath: findChromium(),
		args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...chromiumFlags(sandbox), '--disable-gpu'],
	});
}
