/**
 * The verifier asks and is answered at once; a browser's WebCrypto and DecompressionStream answer later. So a run gets
 * placeholders for what is not known yet, the answers are waited for, and the run is repeated until it knew everything.
 * Only that last run counts. It ends: each run asks for at least one new thing, and an export is finite.
 */
const known = new Map<string, unknown>();
let asked = new Map<string, Promise<unknown>>();

export function ask<T>(key: string, placeholder: T, answer: () => Promise<T>): T {
	if (known.has(key)) return known.get(key) as T;
	if (!asked.has(key)) asked.set(key, answer());
	return placeholder;
}

/** `run` must do the same with the same answers. */
export async function replay<T>(run: () => T): Promise<T> {
	for (;;) {
		asked = new Map();
		const result = run();
		if (asked.size === 0) return result;
		for (const [key, answer] of asked) known.set(key, await answer);
	}
}
