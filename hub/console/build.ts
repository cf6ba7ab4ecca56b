import {basename} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

interface BuiltPages {
	/** Name of the first script and of the style sheet. */
	entry: string;
	style: string;
	files: ReadonlyMap<string, Uint8Array>;
}

let built: Promise<BuiltPages> | undefined;

/** The console's files, made once a process (about half a second) when somebody first opens it. */
export function builtPages(): Promise<BuiltPages> {
	built ??= make();
	return built;
}

async function make(): Promise<BuiltPages> {
	const {outputFiles, metafile} = await build({
		entryPoints: [fileURLToPath(new URL('pages/main.tsx', import.meta.url))],
		bundle: true,
		splitting: true,
		format: 'esm',
		minify: true,
		write: false,
		metafile: true,
		outdir: 'console',
		entryNames: '[name]-[hash]',
		chunkNames: '[name]-[hash]',
		target: 'es2022',
		jsx: 'automatic',
		charset: 'utf8',
		define: {'process.env.NODE_ENV': '"production"'},
		logLevel: 'silent',
	});
	const [script, {cssBundle = ''}] = Object.entries(metafile.outputs).find(([, {entryPoint}]) =>
		entryPoint?.endsWith('main.tsx'),
	)!;
	const files = new Map(outputFiles.map(({path, contents}) => [basename(path), contents]));
	return {entry: basename(script), style: basename(cssBundle), files};
}
