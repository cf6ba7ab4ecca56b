import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {compile, PackError} from '#lib/core/policy/compile.ts';
import {type Engine, open} from '#lib/core/policy/engine.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import {openKeys, signPack} from '../keys.ts';
import {failuresOf} from '../pack-examples.ts';
import {conflictsOf, everyday, overlapsOf, readReference, tooBroad} from '../pack-report.ts';
import {loadPacks, PolicyFileError} from '../policy-files.ts';

const usage = `countersign pack test|build|sign DIR [OUT] [--keys DIR] [--reference FILE]
  DIR          a pack, or a folder of packs
  --keys       folder of the hub's keys, for sign   (HUB_KEYS_DIR)
  --reference  ordinary messages of your own, one a line: a rule that hits many of them is refused`;

/**
 * `pack test|build|sign DIR`. Returns the exit code: 0 done, 1 an example fails or a rule is over-broad, 2 the pack
 * cannot be read.
 */
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
	reference: string | undefined;
}

function parsed(args: string[]): (Omit<Asked, 'packs'> & {help: boolean}) | undefined {
	try {
		const {values, positionals} = parseArgs({
			args,
			allowPositionals: true,
			options: {
				help: {type: 'boolean', short: 'h', default: false},
				keys: {type: 'string'},
				reference: {type: 'string'},
			},
		});
		const [command, path = '', out] = positionals;
		const known = command !== undefined && command in commands && path !== '';
		if (!known && !values.help) return;
		const keys = values.keys ?? process.env.HUB_KEYS_DIR;
		const {help, reference} = values;
		return {command: command as Asked['command'], path, out, keys, reference, help};
	} catch {
		return;
	}
}

const commands = {test: testPacks, build, sign};

type Tested = Pick<Asked, 'packs' | 'path' | 'reference'>;

function testPacks({packs, path, reference}: Tested): number {
	const neighbours = amongNeighbours(packs, path);
	const engine = open(compile(neighbours));
	const now = Date.now();
	const failed = packs.map(pack => runExamples(engine, pack, now)).reduce((sum, n) => sum + n, 0);
	const broad = tooBroad(engine, packs, reference ? readReference(reference) : everyday(), now);
	for (const {rule, hits, of, samples} of broad)
		console.log(
			`${rule} is over-broad: it hits ${hits} of ${of} ordinary messages. Narrow it, or say why in "broad".` +
				samples.map(line => `\n    ${line}`).join(''),
		);
	for (const {rule, other, shared, of, severities} of overlapsOf(engine, packs, now))
		console.log(
			`overlap: ${other} marks the same words in ${shared} of ${of} examples of ${rule}` +
				(severities ? ` (${rule} says ${severities[0]}, ${other} says ${severities[1]})` : ''),
		);
	for (const {rule, other, wording} of conflictsOf(engine, packs, now))
		console.log(`conflict: ${other} holds the wording that ${rule} suggests: ${wording}`);
	return failed + broad.length > 0 ? 1 : 0;
}

function runExamples(engine: Engine, pack: Pack, now: number): number {
	const failures = failuresOf(engine, pack, now);
	const count = pack.rules.reduce((n, {examples}) => n + examples.flags.length + examples.passes.length, 0);
	console.log(
		`${pack.id} ${pack.version}: ${pack.rules.length} rules, ${count} examples, ${failures.length} failed`,
	);
	for (const {rule, text, problem} of failures) console.log(`  ${rule} ${problem}\n    ${text}`);
	return failures.length;
}

/** Some rules speak of what others find (disguised text, a repost): a single pack is tried among those beside it. */
function amongNeighbours(packs: Pack[], path: string): Pack[] {
	if (!existsSync(join(path, 'pack.yaml'))) return packs;
	const parent = dirname(resolve(path));
	const beside = readdirSync(parent).filter(name => existsSync(join(parent, name, 'pack.yaml')));
	return beside.length > 1 ? loadPacks(parent) : packs;
}

function build({packs, path, reference, out = defaultOut(packs)}: Asked): number {
	if (testPacks({packs, path, reference}) > 0) {
		console.error(`${path}: not built, because examples fail or a rule is over-broad`);
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
