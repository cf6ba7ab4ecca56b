/** How groups of authors fare, for whoever helps them; never of so few that one would be known (ADR 221). */
import type {Count, Item} from './figures.ts';
import type {Finder} from './finder.ts';

/** Authors below which nothing is said of a group. */
export const fewest = 5;

export interface Coached {
	/** Several small places together count as one group. */
	places: readonly string[];
	authors: number;
	written: Count;
	hit: Count;
	/** Found, and mended before anybody else saw it. */
	mended: Count;
}

export interface Coaching {
	groups: readonly Coached[];
	/** Items of which nothing is said, because too few people wrote them. */
	hidden: boolean;
}

/**
 * Places with fewer than five authors are put together. Where even all of them are too few, the smallest other place joins
 * them: else the whole less what is shown would tell of them all the same.
 */
export function coachingOf(found: Finder<Item>): Coaching {
	const places = found.keysOf('at').flatMap(place => {
		const authors = authorsOf(found.all(['written', `at:${place}`]));
		return authors.size === 0 ? [] : [{place, authors}];
	});
	const bySize = places.toSorted((a, b) => b.authors.size - a.authors.size);
	const shown = bySize.filter(({authors}) => authors.size >= fewest);
	const pooled = bySize.filter(({authors}) => authors.size < fewest);
	while (pooled.length > 0 && together(pooled).size < fewest && shown.length > 0) pooled.push(shown.pop()!);
	const groups = [...shown.map(one => [one]), ...(together(pooled).size >= fewest ? [pooled] : [])];
	const coached = groups.map(group => ({
		places: group.map(({place}) => place).sort(),
		authors: together(group).size,
		...countsAt(
			found,
			group.map(({place}) => place),
		),
	}));
	return {groups: coached, hidden: coached.length === 0 && places.length > 0};
}

function authorsOf(items: readonly Item[]): Set<string> {
	return new Set(items.map(({author}) => author).filter(author => author !== ''));
}

function together(groups: readonly {authors: ReadonlySet<string>}[]): Set<string> {
	return new Set(groups.flatMap(({authors}) => [...authors]));
}

function countsAt(found: Finder<Item>, places: readonly string[]) {
	const at = places
		.toSorted()
		.map(place => `at:${place}`)
		.join('|');
	const count = (...facts: string[]): Count => ({
		count: found.count([...facts, at]),
		facts: [...facts, at],
	});
	return {written: count('written'), hit: count('hit'), mended: count('mended')};
}
