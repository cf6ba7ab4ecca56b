import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {basename, join, relative} from 'node:path';
import {RE2JS} from 're2js';
import {LineCounter, type Node, type ParsedNode, parseDocument} from 'yaml';
import type * as z from 'zod';
import {type Pack, packSchema} from '#lib/core/policy/pack.schema.ts';
import {type Rule, ruleSchema, setsSchema} from '#lib/core/policy/rule.schema.ts';

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
	const lines = new LineCounter();
	const document = parseDocument(readFileSync(file, 'utf8'), {lineCounter: lines});
	const at = (offset: number) => `${shown(file)}:${lines.linePos(offset).line}`;
	const broken = document.errors[0];
	if (broken) throw new PolicyFileError(`${at(broken.pos[0])}: ${broken.message.split('\n')[0]}`);
	const parsed = schema.safeParse(document.toJS());
	if (parsed.success) return parsed.data;
	const issue = deepest(parsed.error.issues[0]!);
	const node = nodeAt(document.contents, issue.path);
	throw new PolicyFileError(`${at(node?.range?.[0] ?? 0)}: ${issue.path.join('.')}: ${issue.message}`);
}

type Issue = {path: PropertyKey[]; message: string; errors?: Issue[][]};

/** Of a choice that fits in no way, the way that went furthest. */
function deepest(issue: z.core.$ZodIssue): Issue {
	const one = issue as unknown as Issue;
	const inner = (one.errors ?? [])
		.flat()
		.map(sub => deepest({...sub, path: [...one.path, ...sub.path]} as never));
	if (inner.length === 0) return one;
	return inner.reduce((best, next) => (next.path.length > best.path.length ? next : best));
}

function nodeAt(root: ParsedNode | null, path: PropertyKey[]): Node | undefined {
	let node: unknown = root;
	for (const key of path) {
		const next = (node as {get?: (key: unknown, keep: boolean) => unknown} | undefined)?.get?.(key, true);
		if (!next) break;
		node = next;
	}
	return node as Node | undefined;
}
