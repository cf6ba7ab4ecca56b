/**
 * Captured natives for code that shares a world with the page. A page may patch any prototype later; what was captured
 * at document_start stays ours. In such code: no spread, no destructuring of arrays, no for-of (the iterator is
 * patchable), no method calls on built-ins that were not captured.
 */
export const {apply} = Reflect;
const {getOwnPropertyDescriptor, ownKeys} = Reflect;
const {create, defineProperty} = Object;
const {isArray} = Array;
const {parse, stringify} = JSON;

/** An object that inherits nothing. */
export function bare<Value>(): Record<string, Value> {
	return create(null);
}

/** Calls `owner[name]` as it is now, whatever the page puts there later. */
export function method<Self, Args extends unknown[], Result>(
	owner: object,
	name: string,
): (self: Self, ...args: Args) => Result {
	const native = (owner as Record<string, (...args: unknown[]) => unknown>)[name] as never;
	return (self, ...args) => apply(native, self, args);
}

/** Reads the accessor `name` of `owner` as it is now. */
export function getter<Self, Result>(owner: object, name: string): (self: Self) => Result {
	const native = getOwnPropertyDescriptor(owner, name)?.get as never;
	return self => apply(native, self, []);
}

/** JSON of plain data which no `toJSON` that the page adds to `Object.prototype` can read or change. */
export function safeJson(value: unknown): string {
	return stringify(withoutPrototypes(value));
}

/** `undefined` for anything that is not JSON. */
export function parseJson(text: unknown): unknown {
	try {
		return typeof text === 'string' ? parse(text) : undefined;
	} catch {
		return undefined;
	}
}

function withoutPrototypes(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const copy = isArray(value) ? ([] as unknown[]) : (create(null) as object);
	// An own `toJSON` that is no function ends the look-up before it reaches a patched prototype.
	if (isArray(value)) defineProperty(copy, 'toJSON', {value: undefined, enumerable: false});
	const keys = ownKeys(value);
	for (let i = 0; i < keys.length; i++) {
		const key = keys[i] as string;
		// An array's own property that no JSON has.
		if (key === 'length' && isArray(value)) continue;
		const inner = withoutPrototypes((value as Record<string, unknown>)[key]);
		defineProperty(copy, key, {value: inner, enumerable: true, configurable: true, writable: true});
	}
	return copy;
}
