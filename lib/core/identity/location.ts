/** A place in the firm as a path from its top: `group/north/leeds`. */
export type Location = string;

/** The whole firm; every other location is below it. */
export const everywhere: Location = 'group';

const segment = '[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?';
const form = new RegExp(`^${everywhere}(?:/${segment}){0,8}$`);

export function isLocation(text: string): boolean {
	return form.test(text);
}

/** Is `inner` the same place as `outer` or below it? By whole segments: `group/north` does not hold `group/northwich`. */
export function isWithin(inner: Location, outer: Location): boolean {
	return inner === outer || inner.startsWith(`${outer}/`);
}
