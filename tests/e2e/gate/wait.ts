/** Milliseconds: longer than any request is kept waiting (docs/adr/0213). Costs nothing where the thing comes. */
export const longest = 30_000;
/** Milliseconds in which what must not come would have come, from a machine that is not too busy. */
export const nothingComes = 5500;

/** Milliseconds for one press: on a busy machine the browser itself takes seconds. */
export const patience = 20_000;

/** Until it is so; false when it was not in time. */
export async function waitFor(isSo: () => Promise<boolean>, ms = longest): Promise<boolean> {
	const end = performance.now() + ms;
	while (performance.now() < end) {
		if (await isSo()) return true;
		await new Promise(resolve => setTimeout(resolve, 50));
	}
	return false;
}
