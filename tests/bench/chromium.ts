/** A real Chromium with the benchmark's page, cross-origin isolated for timers of 5 µs. */
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {build} from 'esbuild';
import {type Browser, chromium, type Page} from 'playwright-core';
import {findChromium} from '../../scripts/browser.ts';
import type {InPage} from './page.ts';

declare const bench: InPage;

export interface BenchBrowser {
	version: string;
	/** Puts a file where the page can fetch it; returns its path. */
	offer(name: string, content: ArrayBuffer | object): string;
	/** Runs in a tab of its own, as a new tab does. */
	run<K extends keyof InPage>(
		what: K,
		...paths: Parameters<InPage[K]>
	): Promise<Awaited<ReturnType<InPage[K]>>>;
	close(): Promise<void>;
}

export async function openBenchBrowser(): Promise<BenchBrowser> {
	const files = new Map<string, Buffer>([
		['/', Buffer.from('<!doctype html><meta charset="utf-8"><script src="/page.js"></script>')],
		['/page.js', await bundled()],
		['/harper.wasm', readFileSync('node_modules/harper.js/dist/harper_wasm_bg.wasm')],
	]);
	const server = await serve(files);
	const browser = await launch();
	return {
		version: browser.version(),
		offer(name, content) {
			files.set(
				`/${name}`,
				content instanceof ArrayBuffer ? Buffer.from(content) : Buffer.from(JSON.stringify(content)),
			);
			return `/${name}`;
		},
		run: (what, ...paths) => inTab(browser, server.origin, page => call(page, what, paths)) as never,
		async close() {
			await browser.close();
			server.close();
		},
	};
}

const call = (page: Page, what: keyof InPage, paths: readonly string[]) =>
	page.evaluate(
		([name, ...rest]) => (bench[name as keyof InPage] as (...paths: string[]) => Promise<unknown>)(...rest),
		[what, ...paths] as string[],
	);

async function inTab<T>(browser: Browser, origin: string, job: (page: Page) => Promise<T>): Promise<T> {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(origin);
	if (!(await page.evaluate('crossOriginIsolated'))) throw new Error('the page has no precise timers');
	const result = await job(page);
	await context.close();
	return result;
}

const launch = () =>
	chromium.launch({
		executablePath: findChromium(),
		args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
	});

async function bundled(): Promise<Buffer> {
	const {outputFiles} = await build({
		entryPoints: ['tests/bench/page.ts'],
		bundle: true,
		minify: true,
		write: false,
		format: 'iife',
		// Harper asks for it where there is a `process`, so never here.
		external: ['fs'],
		logLevel: 'error',
	});
	return Buffer.from(outputFiles[0]!.contents);
}

const types: Record<string, string> = {'': 'text/html', js: 'text/javascript', wasm: 'application/wasm'};

async function serve(files: ReadonlyMap<string, Buffer>) {
	const server = createServer(({url = '/'}, reply) => {
		const body = files.get(url);
		reply.writeHead(body ? 200 : 404, {
			'content-type': types[url.split('.')[1] ?? ''] ?? 'application/octet-stream',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-embedder-policy': 'require-corp',
		});
		reply.end(body);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {origin: `http://localhost:${port}/`, close: () => server.close()};
}
