import type {Leaf} from '#lib/core/archive/leaf.ts';

/** Whose content an export carries. Leaves and proofs of order are always complete. */
export interface Selection {
	/** Milliseconds since 1970, by the hub's clock; both ends included. */
	from: number | null;
	to: number | null;
	site: string | null;
	account: string | null;
	/** Exactly these, by their index: what a search found. The rest of the selection is empty then. */
	entries?: readonly number[];
}

/** Without these nobody can check the others: who had which key, what was erased. */
const always = ['organisation.', 'device.', 'policy.', 'content.', 'legal-hold.'];

/** The entries that match, and with each of them the whole history of its hold. */
export function selected(leaves: readonly Leaf[], selection: Selection): Set<number> {
	const {entries} = selection;
	if (entries) {
		const wanted = new Set(entries);
		return new Set(leaves.filter(leaf => wanted.has(leaf.seq) || isAlways(leaf)).map(({seq}) => seq));
	}
	const matching = leaves.filter(leaf => matches(leaf, selection));
	const holds = new Set(matching.flatMap(({hold}) => hold?.id ?? []));
	return new Set(
		leaves
			.filter(leaf => matches(leaf, selection) || (leaf.hold && holds.has(leaf.hold.id)) || isAlways(leaf))
			.map(({seq}) => seq),
	);
}

function isAlways({type}: Leaf): boolean {
	return always.some(prefix => type.startsWith(prefix));
}

function matches({receivedAt, site, account}: Leaf, selection: Selection): boolean {
	return (
		receivedAt >= (selection.from ?? 0) &&
		receivedAt <= (selection.to ?? Number.MAX_SAFE_INTEGER) &&
		(selection.site === null || site === selection.site) &&
		(selection.account === null || account === selection.account)
	);
}
