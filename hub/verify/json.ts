/** Parsing of what may be forged: types are checked where values are used. */
export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};
export type JsonObject = {[key: string]: Json};

/** Throws unless `bytes` are the canonical JSON (RFC 8785) of a value: one value, one spelling. */
export function parseCanonicalJson(bytes: Uint8Array): Json {
	const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
	const value = JSON.parse(text) as Json;
	if (canonical(value) !== text) throw new Error('is not canonical JSON');
	return value;
}

/** RFC 8785: ECMAScript's own spelling of numbers and strings, members in order of UTF-16 code units. */
export function canonical(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value === 'string' && !value.isWellFormed()) throw new Error('holds a lone surrogate');
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const members = Object.keys(value)
		.sort()
		.map(key => `${canonical(key)}:${canonical(value[key]!)}`);
	return `{${members.join(',')}}`;
}

export function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member at a path, or `undefined` wherever the path ends early. */
export function get(value: Json | undefined, ...path: string[]): Json | undefined {
	return path.reduce<Json | undefined>(
		(inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
		value,
	);
}

/** Throws when it is not a string. */
export function text(value: Json | undefined, name: string): string {
	if (typeof value !== 'string') throw new Error(`${name} is not a text`);
	return value;
}

/** Throws when it is not an integer from 0 on. */
export function count(value: Json | undefined, name: string): number {
	if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
		throw new Error(`${name} is not a number`);
	return value;
}
