import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {compile, PackError} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import {failuresOf} from '../pack-examples.ts';
import {loadPacks, PolicyFileError} from '../policy-files.ts';

const usage = 'countersign pack test|build|sign DIR [OUT]';

/** `pack test|build|sign DIR`. Returns the exit code: 0 done, 1 an example fails, 2 the pack cannot be read. */
export async function runPack(args: string[]): Promise<number> {
	const [command, path, out] = args;
	if (args.some(arg => arg === '--help' || arg === '-h')) {
		console.log(`usage: ${usage}`);
		return 0;
	}
	if (!path || !command || !(command in commands)) {
		console.error(`usage: ${usage}`);
		return 2;
	}
	try {
		return await commands[command as keyof typeof commands](loadPacks(path), path, out);
	} catch (error) {
		if (!(error instanceof PolicyFileError || error instanceof PackError)) throw error;
		console.error(error.message);
		return 2;
	}
}

const commands = {test: runExamples, build, sign} as const;

function runExamples(packs: Pack[]): number {
	const engine = open(compile(packs));
	let failed = 0;
	for (const pack of packs) {
		const failures = failuresOf(engine, pack, Date.now());
		failed += failures.length;
		const count = pack.rules.reduce((n, {examples}) => n + examples.flags.length + examples.passes.length, 0);
		console.log(
			`${pack.id} ${pack.version}: ${pack.rules.length} rules, ${count} examples, ${failures.length} failed`,
		);
		for (const {rule, text, problem} of failures) console.log(`  ${rule} ${problem}\n    ${text}`);
	}
	return failed > 0 ? 1 : 0;
}

function build(
	packs: Pack[],
	path: string,
	out = join('dist', `${packs.map(pack => pack.id).join('+')}.pack`),
): number {
	if (runExamples(packs) > 0) {
		console.error(`${path}: not built, because examples fail`);
		return 1;
	}
	const buffer = new Uint8Array(compile(packs));
	mkdirSync(dirname(out), {recursive: true});
	writeFileSync(out, buffer);
	console.log(`${out}: ${buffer.length} bytes, sha256 ${createHash('sha256').update(buffer).digest('hex')}`);
	return 0;
}

async function sign(packs: Pack[], path: string, out?: string): Promise<number> {
	const built = build(packs, path, out);
	if (built !== 0) return built;
	const keys = join(import.meta.dirname, '..', 'keys.ts');
	const {signPack} = existsSync(keys)
		? ((await import(keys)) as {signPack?: (file: string) => Promise<string>})
		: {};
	if (!signPack) {
		console.error(
			'There is no signing key helper in this build: start the hub, it signs the packs it publishes.',
		);
		return 2;
	}
	console.log(await signPack(out ?? join('dist', `${packs.map(pack => pack.id).join('+')}.pack`)));
	return 0;
}

if (import.meta.main) process.exitCode = await runPack(process.argv.slice(2));
