/**
 * Reads an untrusted object and remembers which of its fields were understood. What is left over is "unknown": it goes
 * into the draft, so that a request with a field we never heard of has a digest that nobody approved.
 */
export interface Fields {
	/** '' when absent; a value of another type stays unknown. */
	text(key: string): string;
	/** A string or number that is an id, as text; '' when absent. */
	id(key: string): string;
	/** Fields of an object; empty ones when absent. Its own leftovers are reported with a dotted name. */
	fields(key: string): Fields;
	/** Items of an array of ids or texts; anything else stays unknown. */
	texts(key: string): string[];
	/** Items of an array of objects; anything else stays unknown. */
	list(key: string): Fields[];
	/** Any value that says something, as JSON; '' when absent. For what is bound as it is and read by nobody. */
	json(key: string): string;
	/** Understood and without content (session ids, render hints …). */
	ignore(...keys: string[]): void;
	has(key: string): boolean;
	/** Names of what was not understood, sorted. `null`, `false`, '' and empty lists say nothing and are not reported. */
	unknown(): string[];
}

export function fieldsOf(value: unknown, prefix = ''): Fields {
	const source = isRecord(value) ? value : {};
	const known = new Set<string>();
	const inner: Fields[] = [];
	const take = <T>(key: string, accept: (value: unknown) => T | undefined, absent: T): T => {
		const found = Object.hasOwn(source, key) ? accept(source[key]) : undefined;
		if (found !== undefined) known.add(key);
		return found ?? absent;
	};
	const keep = (fields: Fields) => {
		inner.push(fields);
		return fields;
	};
	return {
		text: key => take(key, asText, ''),
		id: key => take(key, asId, ''),
		fields: key => keep(fieldsOf(take(key, asRecord, {}), `${prefix}${key}.`)),
		texts: key => take(key, asIds, []),
		list: key => take(key, asRecords, []).map((item, i) => keep(fieldsOf(item, `${prefix}${key}.${i}.`))),
		json: key => take(key, asJson, ''),
		ignore: (...keys) => {
			for (const key of keys) known.add(key);
		},
		has: key => Object.hasOwn(source, key) && !isNothing(source[key]),
		unknown: () =>
			Object.keys(source)
				.filter(key => !known.has(key) && !isNothing(source[key]))
				.map(key => prefix + key)
				.concat(inner.flatMap(fields => fields.unknown()))
				.sort(),
	};
}

/** How deep an unknown request is searched: a changed site wraps its content, it does not bury it. */
const depth = 5;

/** Does any field of these names, however wrapped, say something? For operations nobody has described. */
export function carries(value: unknown, names: readonly string[], left = depth): boolean {
	if (left === 0 || typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(
		([key, inner]) => (names.includes(key) && !isNothing(inner)) || carries(inner, names, left - 1),
	);
}

/** JSON that is an object; `undefined` otherwise. */
export function parseRecord(json: string): Record<string, unknown> | undefined {
	try {
		return asRecord(JSON.parse(json));
	} catch {
		return undefined;
	}
}

/**
 * The same for a request: only JSON that says each thing once, as `JSON.stringify` writes it. With a key given twice or a
 * number too long, we might read another value than the site's server does.
 */
export function parseRequest(json: string): Record<string, unknown> | undefined {
	const record = parseRecord(json);
	return record && JSON.stringify(record) === json ? record : undefined;
}

/** Walks `a.b.c` through objects and arrays; `undefined` where the path ends early. */
export function at(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key], value);
}

/** The same, when a non-empty string or a number is there. */
export function idAt(value: unknown, path: string): string | undefined {
	return asId(at(value, path)) || undefined;
}

function isNothing(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	if (isRecord(value)) return Object.keys(value).length === 0;
	return value === null || value === undefined || value === false || value === '';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const asRecord = (value: unknown) => (isRecord(value) ? value : undefined);
const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);
const asJson = (value: unknown) => {
	if (isNothing(value)) return undefined;
	return typeof value === 'string' ? value : JSON.stringify(value);
};
// A number beyond 2^53 has already lost its last digits.
const asId = (value: unknown) =>
	typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : undefined;
const asIds = (value: unknown) => {
	const ids = Array.isArray(value) ? value.map(asId) : [undefined];
	return ids.every(id => id !== undefined) ? ids : undefined;
};
const asRecords = (value: unknown) => (Array.isArray(value) && value.every(isRecord) ? value : undefined);

/** Fields that are bound by their site's name because the draft has none for them; those that say nothing are left out. */
export function detailsOf(fields: Fields, ...keys: string[]): {details?: Record<string, string>} {
	const said = keys.map(key => [key, fields.json(key)] as const).filter(([, value]) => value !== '');
	return said.length > 0 ? {details: Object.fromEntries(said)} : {};
}
