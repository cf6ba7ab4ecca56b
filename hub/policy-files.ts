import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {basename, join, relative} from 'node:path';
import {RE2JS} from 're2js';
import type * as z from 'zod';
import {type Pack, packSchema} from '#lib/core/policy/pack.schema.ts';
import {type Rule, ruleSchema, setsSchema} from '#lib/core/policy/rule.schema.ts';
import {readYamlText} from './yaml-problems.ts';

/** A policy file is wrong: says where, as `file:line: what`. */
export class PolicyFileError extends Error {
	override name = 'PolicyFileError';
}

/** The packs at a path: one pack, or a folder of packs. Throws `PolicyFileError` with file and line. */
export function loadPacks(path: string): Pack[] {
	if (!existsSync(path)) throw new PolicyFileError(`${path}: no such folder`);
	if (existsSync(join(path, 'pack.yaml'))) return [loadPack(path)];
	const folders = readdirSync(path)
		.map(name => join(path, name))
		.filter(folder => existsSync(join(folder, 'pack.yaml')));
	if (folders.length === 0) throw new PolicyFileError(`${path}: no pack.yaml here or one folder below`);
	return folders.sort().map(loadPack);
}

function loadPack(folder: string): Pack {
	const {uses, sets, ...head} = readYaml(join(folder, 'pack.yaml'), packSchema);
	const shared = uses.flatMap(other =>
		yamlFiles(join(folder, other)).map(file => readYaml(file, setsSchema)),
	);
	const rules = yamlFiles(folder)
		.filter(file => basename(file) !== 'pack.yaml')
		.map(file => readRule(file));
	return {...head, sets: Object.assign({}, ...shared, sets), rules};
}

function yamlFiles(folder: string): string[] {
	if (!existsSync(folder) || !statSync(folder).isDirectory())
		throw new PolicyFileError(`${folder}: no such folder`);
	return readdirSync(folder)
		.filter(name => name.endsWith('.yaml'))
		.sort()
		.map(name => join(folder, name));
}

function readRule(file: string): Rule {
	const rule = readYaml(file, ruleSchema);
	for (const {pattern} of rule.detect) if (pattern) requireRe2(file, pattern.regex);
	if (`${rule.id}.yaml` !== basename(file))
		throw new PolicyFileError(`${shown(file)}:1: the file should be named ${rule.id}.yaml`);
	return rule;
}

/** Patterns keep to RE2's syntax, so that any linear-time engine can run them. */
function requireRe2(file: string, regex: string): void {
	try {
		RE2JS.compile(regex);
	} catch (error) {
		throw new PolicyFileError(`${shown(file)}:1: /${regex}/ is no RE2 pattern: ${(error as Error).message}`);
	}
}

const shown = (file: string) => relative(process.cwd(), file) || file;

function readYaml<S extends z.ZodType>(file: string, schema: S): z.infer<S> {
	const read = readYamlText(readFileSync(file, 'utf8'), schema);
	if ('data' in read) return read.data;
	const {line, message} = read.problems[0]!;
	throw new PolicyFileError(`${shown(file)}:${line}: ${message}`);
}
