/** Where in the console the records of a figure open: the same words, of the log as it was when it was counted. */
export interface Asked {
	from: number;
	to: number;
	position: number;
	facts: readonly string[];
}

/** `/archive/records?…`, below the console's own address. */
export function recordsPlace({from, to, position, facts}: Asked): string {
	const query = new URLSearchParams({from: String(from), to: String(to), at: String(position)});
	for (const fact of facts) query.append('is', fact);
	return `/archive/records?${query}`;
}

/** Back again; nothing where it is no such question. */
export function recordsAsked(query: URLSearchParams): Asked | undefined {
	const [from, to, position] = ['from', 'to', 'at'].map(name => Number(query.get(name) ?? Number.NaN));
	const facts = query.getAll('is');
	if (![from, to, position].every(Number.isSafeInteger) || facts.length === 0) return;
	return {from: from!, to: to!, position: position!, facts};
}
