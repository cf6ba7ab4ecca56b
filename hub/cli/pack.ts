import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {compile, PackError} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import {openKeys, signPack} from '../keys.ts';
import {failuresOf} from '../pack-examples.ts';
import {loadPacks, PolicyFileError} from '../policy-files.ts';

const usage = `countersign pack test|build|sign DIR [OUT] [--keys DIR]
  DIR     a pack, or a folder of packs
  --keys  folder of the hub's keys, for sign   (HUB_KEYS_DIR)`;

/** `pack test|build|sign DIR`. Returns the exit code: 0 done, 1 an example fails, 2 the pack cannot be read. */
export async function runPack(args: string[]): Promise<number> {
	const asked = parsed(args);
	if (!asked) {
		console.error(`usage: ${usage}`);
		return 2;
	}
	if (asked.help) {
		console.log(`usage: ${usage}`);
		return 0;
	}
	try {
		return await commands[asked.command]({...asked, packs: loadPacks(asked.path)});
	} catch (error) {
		if (!(error instanceof PolicyFileError || error instanceof PackError)) throw error;
		console.error(error.message);
		return 2;
	}
}

interface Asked {
	command: keyof typeof commands;
	packs: Pack[];
	path: string;
	out: string | undefined;
	keys: string | undefined;
}

function parsed(args: string[]): (Omit<Asked, 'packs'> & {help: boolean}) | undefined {
	try {
		const {values, positionals} = parseArgs({
			args,
			allowPositionals: true,
			options: {help: {type: 'boolean', short: 'h', default: false}, keys: {type: 'string'}},
		});
		const [command, path = '', out] = positionals;
		const known = command !== undefined && command in commands && path !== '';
		if (!known && !values.help) return;
		const keys = values.keys ?? process.env.HUB_KEYS_DIR;
		return {command: command as Asked['command'], path, out, keys, help: values.help};
	} catch {
		return;
	}
}

const commands = {test: runExamples, build, sign};

function runExamples({packs, path}: Pick<Asked, 'packs' | 'path'>): number {
	const engine = open(compile(amongNeighbours(packs, path)));
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

/** Some rules speak of what others find (disguised text, a repost): a single pack is tried among those beside it. */
function amongNeighbours(packs: Pack[], path: string): Pack[] {
	if (!existsSync(join(path, 'pack.yaml'))) return packs;
	const parent = dirname(resolve(path));
	const beside = readdirSync(parent).filter(name => existsSync(join(parent, name, 'pack.yaml')));
	return beside.length > 1 ? loadPacks(parent) : packs;
}

function build({packs, path, out = defaultOut(packs)}: Asked): number {
	if (runExamples({packs, path}) > 0) {
		console.error(`${path}: not built, because examples fail`);
		return 1;
	}
	const buffer = new Uint8Array(compile(packs));
	mkdirSync(dirname(out), {recursive: true});
	writeFileSync(out, buffer);
	console.log(`${out}: ${buffer.length} bytes, sha256 ${digestOf(buffer)}`);
	return 0;
}

/** Writes `OUT.jws` beside the compiled pack: the hub's key over its id and digest. */
async function sign(asked: Asked): Promise<number> {
	if (!asked.keys || !existsSync(join(asked.keys, 'hub.pem'))) {
		console.error('pack sign needs the folder of the hub’s keys: --keys DIR or HUB_KEYS_DIR');
		return 2;
	}
	const built = build(asked);
	if (built !== 0) return built;
	const {packs, out = defaultOut(packs)} = asked;
	const pack = {id: idOf(packs), digest: digestOf(new Uint8Array(compile(packs)))};
	writeFileSync(`${out}.jws`, `${await signPack(openKeys(asked.keys), pack, Date.now())}\n`);
	console.log(`${out}.jws`);
	return 0;
}

const idOf = (packs: Pack[]) => packs.map(pack => pack.id).join('+');
const defaultOut = (packs: Pack[]) => join('dist', `${idOf(packs)}.pack`);
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

if (import.meta.main) process.exitCode = await runPack(process.argv.slice(2));
