import {build} from 'esbuild';
import {expect, test} from 'vitest';

/** Bytes, minified. The first is paid in every tab of the sites, the second where somebody writes. */
const budgets = [
	{entry: 'entrypoints/x.content.ts', bytes: 40_000},
	{entry: 'entrypoints/facebook.content.ts', bytes: 40_000},
	{entry: 'entrypoints/guard-kit.ts', bytes: 167_000},
];

test.each(budgets)('$entry stays under $bytes bytes, without a framework', async ({entry, bytes}) => {
	const {outputFiles, metafile} = await build({
		entryPoints: [entry],
		bundle: true,
		minify: true,
		write: false,
		metafile: true,
		format: 'iife',
	});
	expect(outputFiles[0]!.contents.length).toBeLessThan(bytes);
	const packages = Object.keys(metafile.inputs).filter(path => path.includes('node_modules/'));
	expect(
		packages.filter(path => /\/(react|react-dom|zod|dexie|jose|webextension-polyfill)\//.test(path)),
	).toEqual([]);
});
