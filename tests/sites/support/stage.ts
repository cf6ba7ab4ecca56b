/** A real Chromium with the page lock of one build, in front of the sandbox. */
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {type BrowserContext, type CDPSession, chromium, type Frame, type Page} from 'playwright-core';
import {chromiumFlags} from '#sandbox/hosts.ts';
import {startSandbox} from '#sandbox/server.ts';
import type {Published} from '#sandbox/shared/published.ts';
import {callControl} from '#sandbox/testing/browser.ts';
import {findChromium} from '../../../scripts/browser.ts';
import type {End} from './guard-end.ts';

export interface Stage {
	context: BrowserContext;
	/** Opens a page and waits until its isolated world is there. */
	open(url: string): Promise<Guarded>;
	control<Result = unknown>(command: string, body?: unknown): Promise<Result>;
	published(): Promise<Published[]>;
	/** Bodies of the requests of this operation that reached the server. */
	received(operation: string): Promise<unknown[]>;
	close(): Promise<void>;
}

export interface Guarded {
	page: Page;
	/** Runs in the isolated world of the main frame, or of the frame given. */
	guard<Result, Arg = undefined>(
		run: (end: End, arg: Arg) => Result,
		arg?: Arg,
		frame?: Frame,
	): Promise<Awaited<Result>>;
}

export interface StageOptions {
	/** Content scripts that run before ours, in the page's world: another extension. */
	before?: string;
	/** Without the isolated half: the page lock alone. */
	guard?: boolean;
	/** The isolated half runs before the page lock: browsers promise no order. */
	guardFirst?: boolean;
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
	const {guard = true} = options;
	const sandbox = await startSandbox();
	const folder = await mkdtemp(join(tmpdir(), 'countersign-sites-'));
	const extension = join(folder, 'extension');
	await buildExtension(extension, {guard, ...options});
	const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
		executablePath: findChromium(),
		headless: false,
		viewport: {width: 1360, height: 900},
		ignoreDefaultArgs: ['--disable-extensions'],
		args: ['--headless=new', '--no-sandbox', `--load-extension=${extension}`, ...chromiumFlags(sandbox)],
	});
	const control = <Result>(command: string, body?: unknown) =>
		callControl<Result>(sandbox.controlPort, command, body);
	return {
		context,
		control,
		open: url => openGuarded(context, url, guard),
		published: () => control('GET /published'),
		async received(operation) {
			const entries = await control<{operation?: string; body: unknown}[]>('GET /received');
			return entries.filter(entry => entry.operation === operation).map(entry => entry.body);
		},
		async close() {
			await context.close();
			await sandbox.close();
			await rm(folder, {recursive: true, force: true});
		},
	};
}

async function openGuarded(context: BrowserContext, url: string, guarded: boolean): Promise<Guarded> {
	const page = await context.newPage();
	page.setDefaultTimeout(10_000);
	const worlds = new Map<string, number>();
	const session = await context.newCDPSession(page);
	watchWorlds(session, worlds);
	await session.send('Runtime.enable');
	await page.goto(url);
	const frameId = await mainFrameId(session);
	if (guarded) await until(() => worlds.has(frameId));
	return {page, guard: (run, arg) => inWorld(session, worlds.get(frameId)!, run, arg)};
}

function watchWorlds(session: CDPSession, worlds: Map<string, number>) {
	session.on('Runtime.executionContextCreated', ({context}) => {
		const {frameId, type} = context.auxData as {frameId: string; type: string};
		if (type === 'isolated' && context.name === 'page lock test') worlds.set(frameId, context.id);
	});
}

async function mainFrameId(session: CDPSession): Promise<string> {
	const {frameTree} = await session.send('Page.getFrameTree');
	return frameTree.frame.id;
}

async function inWorld(session: CDPSession, contextId: number, run: unknown, arg: unknown): Promise<never> {
	const answer = await session.send('Runtime.evaluate', {
		expression: `(${run})(globalThis.end, ${JSON.stringify(arg) ?? 'undefined'})`,
		contextId,
		awaitPromise: true,
		returnByValue: true,
	});
	if (answer.exceptionDetails)
		throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
	return answer.result.value as never;
}

/** Asks again until it is so; ten seconds at most. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	const end = Date.now() + 10_000;
	while (!(await isSo())) {
		if (Date.now() > end) throw new Error(`never came true: ${isSo}`);
		await new Promise(resolve => setTimeout(resolve, 20));
	}
}

async function buildExtension(folder: string, {before, guard, guardFirst}: StageOptions) {
	const here = (path: string) => join(import.meta.dirname, path);
	const x = "import {recogniser} from '#lib/sites/x/recogniser.ts';";
	const facebook = "import {recogniser} from '#lib/sites/facebook/recogniser.ts';";
	const install = `import {installPageLock} from '#lib/guard/page-lock/page-lock.ts'; installPageLock(recogniser);`;
	const bundle = (name: string, contents: string) =>
		build({
			stdin: {contents, resolveDir: here('.'), loader: 'ts'},
			bundle: true,
			format: 'iife',
			target: 'es2023',
			outfile: join(folder, name),
			logLevel: 'error',
		});
	await bundle('x.js', x + install);
	await bundle(
		'facebook.js',
		`${facebook}import {feedbackOf} from '#lib/sites/facebook/fibre.ts';${install.replace('(recogniser)', '(recogniser, feedbackOf)')}`,
	);
	if (guard) await bundle('guard.js', "import './guard-end.ts';");
	if (before) await writeFile(join(folder, 'before.js'), before);
	const everywhere = {
		run_at: 'document_start',
		all_frames: true,
		match_about_blank: true,
		match_origin_as_fallback: true,
	};
	const hosts = {x: ['https://*.x.com/*'], facebook: ['https://*.facebook.com/*']};
	const both = [...hosts.x, ...hosts.facebook];
	const locks = [
		{...everywhere, matches: hosts.x, world: 'MAIN', js: ['x.js']},
		{...everywhere, matches: hosts.facebook, world: 'MAIN', js: ['facebook.js']},
	];
	const guards = guard ? [{...everywhere, matches: both, js: ['guard.js']}] : [];
	const manifest = {
		manifest_version: 3,
		name: 'page lock test',
		version: '1.0',
		content_scripts: [
			...(before ? [{...everywhere, matches: both, world: 'MAIN', js: ['before.js']}] : []),
			...(guardFirst ? [...guards, ...locks] : [...locks, ...guards]),
		],
	};
	await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
}
