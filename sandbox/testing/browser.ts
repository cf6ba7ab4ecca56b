import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type BrowserContext, chromium, type Page} from 'playwright-core';
import {chromiumFlags} from '#sandbox/hosts.ts';
import {type Sandbox, startSandbox} from '#sandbox/server.ts';
import type {Published} from '#sandbox/shared/published.ts';

/** A sandbox with a browser in front of it, for the sandbox's own tests. */
export interface Bench {
	sandbox: Sandbox;
	context: BrowserContext;
	control: <Result = unknown>(command: string, body?: unknown) => Promise<Result>;
	published: (site?: 'x' | 'facebook') => Promise<Published[]>;
	close: () => Promise<void>;
}

/** With `extension`, an unpacked extension is loaded from that folder. */
export async function openBench({extension}: {extension?: string} = {}): Promise<Bench> {
	const sandbox = await startSandbox();
	const profile = await mkdtemp(join(tmpdir(), 'sandbox-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: process.env.COUNTERSIGN_CHROMIUM ?? '/usr/bin/chromium',
		viewport: {width: 1360, height: 900},
		ignoreDefaultArgs: extension ? ['--disable-extensions'] : [],
		args: [
			'--no-sandbox',
			...chromiumFlags(sandbox),
			...(extension ? [`--load-extension=${extension}`] : []),
		],
	});
	const control = <Result>(command: string, body?: unknown): Promise<Result> =>
		callControl<Result>(sandbox.controlPort, command, body);
	return {
		sandbox,
		context,
		control,
		published: site => control(`GET /published${site ? `?site=${site}` : ''}`),
		async close() {
			await context.close();
			await sandbox.close();
			await rm(profile, {recursive: true, force: true});
		},
	};
}

/** Forgets X's service worker and its cached shells, which outlive a reset of the sandbox. */
export async function clearServiceWorker(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const storageTypes = 'service_workers,cache_storage';
	await session.send('Storage.clearDataForOrigin', {origin: 'https://x.com', storageTypes});
	await session.detach();
}

/** One command of the control API, e.g. `POST /weather`. Throws on any answer but 200. */
export async function callControl<Result>(port: number, command: string, body?: unknown): Promise<Result> {
	const [method, path] = command.split(' ') as [string, string];
	const response = await fetch(`http://127.0.0.1:${port}${path}`, {
		method,
		...(body === undefined ? {} : {body: JSON.stringify(body)}),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${command}: ${response.status} ${text}`);
	return JSON.parse(text) as Result;
}
