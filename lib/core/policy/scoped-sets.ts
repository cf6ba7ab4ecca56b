/** Word sets by the pack that defines them: what one company changed in one pack means nothing in another. */
import type {Pack} from './pack.schema.ts';

type Sets = Pick<Pack, 'id' | 'sets' | 'rules'>;

const reference = /@([\w-]+)/g;

/**
 * The same packs with names of their own for each set that another pack defines differently: packs written at different times share
 * vocabulary by name. Sets that are equal in all packs stay shared.
 */
export function withScopedSets<P extends Sets>(packs: readonly P[]): P[] {
	const own = differing(packs);
	if (own.size === 0) return [...packs];
	return packs.map(pack => {
		const rename = (json: string) =>
			json.replace(reference, (all, name: string) =>
				own.has(name) && Object.hasOwn(pack.sets, name) ? `@${scopedName(name, pack)}` : all,
			);
		const renamed = <T>(value: T): T => JSON.parse(rename(JSON.stringify(value))) as T;
		const sets = Object.entries(pack.sets).map(([name, patterns]) => [
			own.has(name) ? scopedName(name, pack) : name,
			renamed(patterns),
		]);
		const rules = pack.rules.map(rule => ({...rule, detect: renamed(rule.detect)}));
		return {...pack, sets: Object.fromEntries(sets), rules};
	});
}

function scopedName(name: string, {id}: Sets): string {
	return `${name}-of-${id}`;
}

/** Also those that only refer to a set which differs. */
function differing(packs: readonly Sets[]): Set<string> {
	const first = new Map<string, string>();
	const own = new Set<string>();
	const texts: [name: string, json: string][] = packs.flatMap(({sets}) =>
		Object.entries(sets).map(([name, patterns]): [string, string] => [name, JSON.stringify(patterns)]),
	);
	for (const [name, json] of texts) {
		if ((first.get(name) ?? json) !== json) own.add(name);
		first.set(name, json);
	}
	let size = -1;
	while (size !== own.size) {
		size = own.size;
		for (const [name, json] of texts) if (refersTo(json, own)) own.add(name);
	}
	return own;
}

function refersTo(json: string, names: ReadonlySet<string>): boolean {
	return [...json.matchAll(reference)].some(([, name]) => names.has(name!));
}
