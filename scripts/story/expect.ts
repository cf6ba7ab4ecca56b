import {isDeepStrictEqual} from 'node:util';

/** The story's own assertion: says what was expected and what was there. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
	if (isDeepStrictEqual(actual, expected)) return;
	throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`);
}

export function expectTrue(value: boolean, what: string): void {
	if (!value) throw new Error(`not so: ${what}`);
}
