/** PATCH of RFC 7644, 3.5.2, as directories send it: capital letters, whole objects, filters in paths, dotted keys. */
import * as z from 'zod';
import {ScimError} from './scim-error.ts';

export const patchSchema = z.object({
	schemas: z.array(z.string()),
	Operations: z
		.array(
			z.object({
				op: z
					.string()
					.transform(op => op.toLowerCase())
					.pipe(z.enum(['add', 'replace', 'remove'])),
				path: z.string().max(500).optional(),
				value: z.unknown().optional(),
			}),
		)
		.min(1)
		.max(1000),
});
export type Operation = z.infer<typeof patchSchema>['Operations'][number];

type Json = Record<string, unknown>;
interface Path {
	/** The extension it belongs to. */
	urn: string | undefined;
	attribute: string;
	/** `[value eq "…"]`, `[type eq "work"]`. */
	filter: {attribute: string; value: string} | undefined;
	sub: string | undefined;
}

/** A changed copy. Throws `invalidPath`, `noTarget`. */
export function applyPatch(resource: Json, operations: readonly Operation[]): Json {
	const changed = structuredClone(resource);
	for (const {op, path, value} of operations)
		if (path !== undefined) applyAt(changed, op, parsePath(path), value);
		else applyWhole(changed, op, value);
	return changed;
}

/** Without a path the value's own keys are the paths. */
function applyWhole(resource: Json, op: Operation['op'], value: unknown): void {
	if (op === 'remove') throw new ScimError(400, 'Say which attribute is to be removed.', 'noTarget');
	if (!isObject(value)) throw new ScimError(400, 'Without a path the value is an object.', 'invalidValue');
	for (const [key, part] of Object.entries(value)) {
		const isExtension = key.startsWith('urn:') && isObject(part);
		if (isExtension)
			for (const [name, inner] of Object.entries(part))
				applyAt(resource, op, parsePath(`${key}:${name}`), inner);
		else applyAt(resource, op, parsePath(key), part);
	}
}

const form =
	/^(?:(urn:[\w.:-]+):)?([\w$-]+)(?:\[\s*([\w$-]+)\s+eq\s+"((?:[^"\\]|\\.)*)"\s*\])?(?:\.([\w$-]+))?$/i;

function parsePath(path: string): Path {
	const [whole, urn, attribute, name, value, sub] = form.exec(path) ?? [];
	const dangerous = ['__proto__', 'constructor', 'prototype'];
	if (whole === undefined || [attribute, sub].some(part => dangerous.includes(part ?? '')))
		throw new ScimError(400, `The path ${path} is not understood.`, 'invalidPath');
	const filter =
		name === undefined ? undefined : {attribute: name, value: JSON.parse(`"${value}"`) as string};
	return {urn, attribute: attribute!, filter, sub};
}

function applyAt(resource: Json, op: Operation['op'], {urn, ...path}: Path, value: unknown): void {
	const isOwn = urn === undefined || urn.startsWith('urn:ietf:params:scim:schemas:core:');
	const holder = isOwn ? resource : objectIn(resource, urn);
	const key = keyIn(holder, path.attribute);
	if (path.filter) filtered(holder, key, op, path as Path, value);
	else if (path.sub === undefined) put(holder, key, op, value);
	else {
		const inner = objectIn(holder, key);
		put(inner, keyIn(inner, path.sub), op, value);
	}
}

/** Names differ in case only: the same attribute. */
function keyIn(holder: Json, name: string): string {
	return Object.keys(holder).find(key => key.toLowerCase() === name.toLowerCase()) ?? name;
}

function objectIn(holder: Json, key: string): Json {
	if (!isObject(holder[key])) holder[key] = {};
	return holder[key] as Json;
}

function put(holder: Json, key: string, op: Operation['op'], value: unknown): void {
	const old = holder[key];
	if (op === 'remove') {
		// Entra names the members to be removed in the value instead of in the path
		if (Array.isArray(old) && Array.isArray(value)) holder[key] = without(old, value);
		else delete holder[key];
	} else if (op === 'add' && Array.isArray(old))
		holder[key] = [...without(old, listOf(value)), ...listOf(value)];
	else if (isObject(old) && isObject(value)) holder[key] = {...old, ...value};
	else holder[key] = value;
}

function filtered(holder: Json, key: string, op: Operation['op'], {filter, sub}: Path, value: unknown): void {
	const list = (Array.isArray(holder[key]) ? holder[key] : []) as Json[];
	const {attribute, value: wanted} = filter!;
	const found = list.find(one => isObject(one) && one[attribute] === wanted);
	if (op === 'remove' && sub === undefined) {
		holder[key] = list.filter(one => one !== found);
		return;
	}
	const target: Json = found ?? {[attribute]: wanted};
	if (!found) holder[key] = [...list, target];
	if (sub !== undefined) put(target, sub, op, value);
	else if (isObject(value)) Object.assign(target, value);
}

const listOf = (value: unknown) => (Array.isArray(value) ? value : [value]);

function without(list: readonly unknown[], gone: readonly unknown[]): unknown[] {
	const values = new Set(gone.map(one => (isObject(one) ? one.value : one)));
	return list.filter(one => !values.has(isObject(one) ? one.value : one));
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
