import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type BrowserContext, chromium, type Page} from 'playwright-core';
import {chromiumFlags} from '#sandbox/hosts.ts';
import {findChromium} from '../browser.ts';

export interface LaunchOptions {
	/** A folder for the profile; a restarted browser finds its keys and its outbox there. */
	profile: string;
	/** The unpacked build; without it a bare browser, for comparison. */
	extension?: string;
	sandbox: {port: number; spki: string};
	headless: boolean;
	colorScheme?: 'light' | 'dark';
	flags?: readonly string[];
	/** Where the person sits: `Europe/London` unless said. */
	zone?: string;
}

/** Chromium with the extension, seeing the sandbox under the real host names and nothing else. */
export async function launchChromium(options: LaunchOptions): Promise<BrowserContext> {
	allowUnpacked(options.profile);
	return chromium.launchPersistentContext(options.profile, {
		executablePath: findChromium(),
		headless: options.headless,
		viewport: {width: 1280, height: 860},
		colorScheme: options.colorScheme ?? 'light',
		locale: 'en-GB',
		timezoneId: options.zone ?? 'Europe/London',
		// With them users' paths would go untested: extensions at all, and pages that return from the back/forward cache.
		ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
		args: [
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			...chromiumFlags(options.sandbox),
			...(options.extension ? [`--load-extension=${options.extension}`] : []),
			'--disable-features=DisableLoadExtensionCommandLineSwitch',
			'--disable-quic',
			'--disable-gpu',
			...(options.flags ?? []),
		],
	});
}

/** Without developer mode a reload would disable an unpacked extension. Only for a new profile. */
function allowUnpacked(profile: string) {
	const folder = join(profile, 'Default');
	mkdirSync(folder, {recursive: true});
	try {
		const preferences = {extensions: {ui: {developer_mode: true}}};
		writeFileSync(join(folder, 'Preferences'), JSON.stringify(preferences), {flag: 'wx'});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}

/** The id of the one extension in this browser, taken from its background. */
export async function extensionId(context: BrowserContext): Promise<string> {
	const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
	return new URL(worker.url()).host;
}

/** A page of the extension, by its file name: `popup`, `options`, `review`. */
export async function openExtensionPage(context: BrowserContext, name: string, hash = ''): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`chrome-extension://${await extensionId(context)}/${name}.html${hash}`);
	return page;
}
