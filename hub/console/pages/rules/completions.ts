/** What may be written at the cursor, from the JSON schema of a rule: keys of the place, and the words a key can have. */
import type {CompletionContext, CompletionResult} from '@codemirror/autocomplete';

export interface Schema {
	properties?: Record<string, Schema>;
	items?: Schema;
	anyOf?: Schema[];
	enum?: unknown[];
	const?: unknown;
	$ref?: string;
	$defs?: Record<string, Schema>;
	definitions?: Record<string, Schema>;
}

export function completionsFor(
	context: CompletionContext,
	schema: Schema | undefined,
): CompletionResult | null {
	if (!schema) return null;
	const word = context.matchBefore(/[\w-]*/);
	if (!word || (word.from === word.to && !context.explicit)) return null;
	const line = context.state.doc.lineAt(context.pos);
	const before = line.text.slice(0, word.from - line.from);
	const above = context.state.doc.sliceString(0, line.from).split('\n');
	const key = before.match(/^\s*(?:- )?([\w-]+):\s*\[?(?:[\w-]+,\s*)*$/)?.[1];
	const place = pathAt(above, indentOf(before));
	if (key !== undefined) return offer(word.from, valuesOf(schemaAt(schema, [...place, key])), 'enum');
	if (!/^\s*(?:- )*$/.test(before)) return null;
	const at = schemaAt(schema, place);
	const keys = at.flatMap(one => Object.keys(one.properties ?? {}));
	const words = before.includes('-') ? valuesOf(at) : [];
	return offer(word.from, [...keys.map(name => `${name}: `), ...words], 'property');
}

function offer(from: number, labels: readonly string[], type: string): CompletionResult | null {
	const options = [...new Set(labels)].map(label => ({label, type}));
	return options.length > 0 ? {from, options, validFor: /^[\w-]*$/} : null;
}

/** Columns before the key; a dash belongs to what follows it. */
function indentOf(text: string): number {
	return text.match(/^[\s-]*/)![0].length;
}

/** The keys under which a line of this indentation stands. `[]` is an entry of a list. */
function pathAt(above: readonly string[], indent: number): string[] {
	const path: string[] = [];
	let at = indent;
	for (const text of above.toReversed()) {
		const found = text.match(/^(\s*)((?:- )*)([\w-]+):(?:\s|$)/);
		if (!found) continue;
		const [, spaces = '', dashes = '', key = ''] = found;
		const column = spaces.length + dashes.length;
		if (column < at) {
			path.unshift(key);
			at = column;
		}
		if (dashes !== '' && spaces.length < at && column === at) at = spaces.length;
	}
	return path;
}

/** All forms that may stand at a path: alternatives are open, lists are looked through. */
function schemaAt(root: Schema, path: readonly string[]): Schema[] {
	let here = open(root, root);
	for (const key of path)
		here = here.flatMap(one => (one.properties?.[key] ? open(root, one.properties[key]) : []));
	return here;
}

function open(root: Schema, schema: Schema, depth = 0): Schema[] {
	if (depth > 8) return [];
	if (schema.$ref) {
		const name = schema.$ref.split('/').at(-1)!;
		const target = (root.$defs ?? root.definitions)?.[name];
		return target ? open(root, target, depth + 1) : [];
	}
	const inner = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
	return [schema, ...inner.flatMap(one => open(root, one, depth + 1))];
}

function valuesOf(schemas: readonly Schema[]): string[] {
	return schemas
		.flatMap(one => [...(one.enum ?? []), ...(one.const === undefined ? [] : [one.const])])
		.map(String);
}
