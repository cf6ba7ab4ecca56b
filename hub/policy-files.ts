import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {basename, join, relative} from 'node:path';
import type * as z from 'zod';
import {learnedSchema, type Pack, packSchema} from '#lib/core/policy/pack.schema.ts';
import {type Rule, setsSchema} from '#lib/core/policy/rule.schema.ts';
import {readRuleText} from './authoring/rule-text.ts';
import {textOf} from './text-of.ts';
import {type Read, readYamlText} from './yaml-problems.ts';

/** A policy file is wrong: says where, as `file:line: what`. */
export class PolicyFileError extends Error {
	override name = 'PolicyFileError';
}

/** The packs at a path: one pack, or a folder of packs. Throws `PolicyFileError` with file and line. */
export function loadPacks(path: string): Pack[] {
	if (!existsSync(path)) throw new PolicyFileError(`${path}: there is no such folder. Check the name.`);
	if (existsSync(join(path, 'pack.yaml'))) return [loadPack(path)];
	const folders = readdirSync(path)
		.map(name => join(path, name))
		.filter(folder => existsSync(join(folder, 'pack.yaml')));
	if (folders.length === 0)
		throw new PolicyFileError(
			`${path}: there is no pack.yaml here or one folder below. Give the folder of a pack.`,
		);
	return folders.sort().map(loadPack);
}

function loadPack(folder: string): Pack {
	const {uses, sets, ...head} = readYaml(join(folder, 'pack.yaml'), packSchema, 'pack');
	const shared = uses.flatMap(other =>
		yamlFiles(join(folder, other)).map(file => readYaml(file, setsSchema, 'word set')),
	);
	const rules = yamlFiles(folder)
		.filter(file => basename(file) !== 'pack.yaml')
		.map(file => readRule(file));
	return {...head, sets: Object.assign({}, ...shared, sets), ...learnedOf(folder), rules};
}

/** What `npm run learn` wrote beside the rules. */
function learnedOf(folder: string): Pick<Pack, 'learned'> {
	const file = join(folder, 'learned.json');
	if (!existsSync(file)) return {};
	const learned = learnedSchema.safeParse(JSON.parse(readText(file)));
	if (learned.success) return {learned: learned.data};
	throw new PolicyFileError(`${shown(file)}: this is not what was written by "npm run learn". Run it again.`);
}

function yamlFiles(folder: string): string[] {
	if (!existsSync(folder) || !statSync(folder).isDirectory())
		throw new PolicyFileError(`${folder}: there is no such folder. Check "uses" in pack.yaml.`);
	return readdirSync(folder)
		.filter(name => name.endsWith('.yaml'))
		.sort()
		.map(name => join(folder, name));
}

function readRule(file: string): Rule {
	const text = readText(file);
	const rule = orThrow(file, readRuleText(text));
	if (`${rule.id}.yaml` === basename(file)) return rule;
	const line = text.slice(0, text.search(/^id:/m)).split('\n').length;
	throw new PolicyFileError(
		`${shown(file)}:${line}: the file should be named ${rule.id}.yaml, or the id changed.`,
	);
}

const shown = (file: string) => relative(process.cwd(), file) || file;

/** Any file of a policy, by its schema. Throws `PolicyFileError` with file, line and the mend. */
export function readYaml<S extends z.ZodType>(file: string, schema: S, what: string): z.infer<S> {
	return orThrow(file, readYamlText(readText(file), schema, what));
}

function readText(file: string): string {
	if (!statSync(file, {throwIfNoEntry: false})?.isFile())
		throw new PolicyFileError(`${shown(file)}: there is no such file. Check the name.`);
	return orThrow(file, textOf(readFileSync(file)));
}

function orThrow<T>(file: string, read: Read<T>): T {
	if ('data' in read) return read.data;
	const {line, message} = read.problems[0]!;
	throw new PolicyFileError(`${shown(file)}:${line}: ${message}`);
}
