import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

export interface Bundles {
	x: string;
	xCss: string;
	xWorker: string;
	xServiceWorker: string;
	facebook: string;
	facebookCss: string;
	facebookWorker: string;
}

let built: Promise<Bundles> | undefined;

/** The pages' scripts and styles; built once per process, in memory. */
export function bundles(): Promise<Bundles> {
	built ??= buildAll();
	return built;
}

const pages = fileURLToPath(new URL('../pages/', import.meta.url));
const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url));

async function buildAll(): Promise<Bundles> {
	const [x, xWorker, xServiceWorker, facebook, facebookWorker, draftCss, xCss, facebookCss] =
		await Promise.all([
			bundle('x/main.tsx'),
			bundle('x/worker.ts'),
			bundle('x/service-worker.ts'),
			bundle('facebook/main.tsx'),
			bundle('facebook/worker.ts'),
			readFile(`${packages}draft-js/dist/Draft.css`, 'utf8'),
			readFile(`${pages}x/x.css`, 'utf8'),
			readFile(`${pages}facebook/facebook.css`, 'utf8'),
		]);
	return {x, xCss: `${draftCss}\n${xCss}`, xWorker, xServiceWorker, facebook, facebookCss, facebookWorker};
}

/** Production React 18.2, as the real sites had it; `global` is what Draft.js expects of a browser build. */
async function bundle(entry: string): Promise<string> {
	const result = await build({
		entryPoints: [pages + entry],
		bundle: true,
		write: false,
		minify: true,
		format: 'iife',
		target: 'chrome120',
		jsx: 'automatic',
		define: {'process.env.NODE_ENV': '"production"', global: 'globalThis'},
		alias: {react: 'react-18', 'react-dom': 'react-dom-18'},
		logLevel: 'silent',
	});
	return result.outputFiles[0]!.text;
}
