import {factNames} from './format.ts';
import {longest} from './hits.ts';
import {element, factSets} from './matcher.ts';
import {literals, type Pattern, PatternError, parsePattern, product} from './pattern.ts';
import type {Detector, NamedSet} from './rule.schema.ts';
import {refusalOf} from './safe-pattern.ts';

/** One composite pattern: the set it adds to, then its elements (see `matcher.ts`). */
interface Program {
	owner: number;
	elements: number[];
}

/** Collects every set a policy needs, each once: facts first, then authored and nameless ones. */
export interface SetTable {
	/** Set → its literal word sequences. */
	literals: string[][][];
	programs: Program[];
	byKey: Map<string, number>;
	/** Named sets still being read, to tell a circle. */
	open: Set<string>;
	named: ReadonlyMap<string, NamedSet>;
	usesFacts: boolean;
	patterns: {set: number; needs: number; regex: string}[];
	/** Sets found by detectors; they exist only after all patterns have been matched. */
	concepts: Set<number>;
	addConcept(set: number, detectors: readonly Detector[]): void;
}

export function newSetTable(named: SetTable['named'], addConcept: SetTable['addConcept']): SetTable {
	return {
		literals: factNames.map(() => []),
		programs: [],
		byKey: new Map(),
		open: new Set(),
		named,
		usesFacts: false,
		patterns: [],
		concepts: new Set(),
		addConcept,
	};
}

/** Number of the set that a list of patterns stands for. A lone `#fact` or `@set` is that set itself. */
export function setOf(table: SetTable, patterns: readonly string[]): number {
	return setOfPattern(table, {type: 'alt', items: patterns.map(parsePattern)});
}

function setOfPattern(table: SetTable, pattern: Pattern): number {
	const only = pattern.type === 'alt' && pattern.items.length === 1 ? pattern.items[0]! : pattern;
	if (only.type === 'fact') return factSet(table, only.fact);
	if (only.type === 'set') return namedSet(table, only.name);
	const key = JSON.stringify(only);
	const known = table.byKey.get(key);
	if (known !== undefined) return known;
	const set = table.literals.push([]) - 1;
	table.byKey.set(key, set);
	for (const one of only.type === 'alt' ? only.items : [only]) addPattern(table, set, one);
	return set;
}

function factSet(table: SetTable, fact: number): number {
	table.usesFacts = true;
	return fact;
}

function namedSet(table: SetTable, name: string): number {
	const key = `@${name}`;
	const known = table.byKey.get(key);
	if (known !== undefined) return known;
	const patterns = table.named.get(name);
	if (!patterns) throw new PatternError(`there is no set "@${name}"`);
	if (table.open.has(name)) throw new PatternError(`the set "@${name}" contains itself`);
	table.open.add(name);
	const set = isConcept(patterns)
		? conceptSet(table, patterns)
		: setOfPattern(table, {type: 'alt', items: patterns.map(parsePattern)});
	table.open.delete(name);
	table.byKey.set(key, set);
	return set;
}

const isConcept = (named: NamedSet): named is Detector[] => typeof named[0] === 'object';

function conceptSet(table: SetTable, detectors: readonly Detector[]): number {
	const set = table.literals.push([]) - 1;
	table.addConcept(set, detectors);
	table.concepts.add(set);
	return set;
}

/** Set that a regular expression fills; throws `PatternError` with the reason if it could freeze a tab. */
export function patternSet(table: SetTable, regex: string, needs: readonly string[]): number {
	const refusal = refusalOf(regex);
	if (refusal) throw new PatternError(`the pattern /${regex}/ is refused: ${refusal}`);
	const set = table.literals.push([]) - 1;
	table.patterns.push({set, needs: setOf(table, needs), regex});
	return set;
}

function addPattern(table: SetTable, owner: number, pattern: Pattern): void {
	const words = literals(pattern);
	if (words) {
		const kept = words.filter(sequence => sequence.length > 0);
		if (kept.some(sequence => sequence.length > longest))
			throw new PatternError(`a phrase of more than ${longest} words: "${kept[0]!.slice(0, 6).join(' ')} …"`);
		for (const sequence of kept) table.literals[owner]!.push(sequence);
		return;
	}
	if (pattern.type === 'alt') for (const one of pattern.items) addPattern(table, owner, one);
	else addComposite(table, owner, pattern.type === 'seq' ? pattern.items : [pattern]);
}

function addComposite(table: SetTable, owner: number, items: readonly Pattern[]): void {
	const [first, ...rest] = items;
	if (!first) return;
	if (first.type === 'opt') {
		addPattern(table, owner, {type: 'seq', items: [first.item, ...rest]});
		addPattern(table, owner, rest.length === 1 ? rest[0]! : {type: 'seq', items: rest});
		return;
	}
	if (first.type === 'seq') {
		addComposite(table, owner, [...first.items, ...rest]);
		return;
	}
	if (first.type === 'gap' || first.type === 'any' || first.type === 'across')
		throw new PatternError('a pattern begins with words, a set or a fact');
	table.programs.push({owner, elements: elementsOf(table, items)});
}

/** Runs of plain words become one nameless set; everything else is one element each. */
function elementsOf(table: SetTable, items: readonly Pattern[]): number[] {
	const elements: number[] = [];
	for (let i = 0; i < items.length; ) {
		let end = i + 1;
		while (end < items.length && product(items.slice(i, end + 1))) end++;
		const coded = elementOf(table, items.slice(i, end));
		if (coded >>> 24 <= element.optional && table.concepts.has(coded & 0xffffff))
			throw new PatternError('a set that has conditions cannot be part of a pattern');
		elements.push(coded);
		i = end;
	}
	return elements;
}

const codedAs = (kind: number, value: number) => ((kind << 24) | value) >>> 0;

function elementOf(table: SetTable, run: readonly Pattern[]): number {
	const words = product(run);
	if (words) {
		const kept = words.filter(sequence => sequence.length > 0);
		const set = setOfPattern(table, {type: 'word', forms: kept});
		return codedAs(kept.length < words.length ? element.optional : element.set, set);
	}
	const one = run[0]!;
	if (one.type === 'gap') return codedAs(element.gap, one.words);
	if (one.type === 'any') return codedAs(element.any, 0);
	if (one.type === 'across') return codedAs(element.across, 0);
	if (one.type === 'opt') return codedAs(element.optional, setOfPattern(table, one.item));
	return codedAs(element.set, setOfPattern(table, one));
}

/** Programs in order of dependence, so that one pass over them finds everything. */
export function orderedPrograms({programs, literals: sets}: SetTable): Program[] {
	const byOwner = new Map<number, Program[]>();
	for (const program of programs)
		byOwner.set(program.owner, [...(byOwner.get(program.owner) ?? []), program]);
	const ordered: Program[] = [];
	const done = new Set<number>();
	const visit = (set: number) => {
		if (done.has(set)) return;
		done.add(set);
		const own = byOwner.get(set) ?? [];
		for (const program of own)
			for (const e of program.elements) if (e >>> 24 <= element.optional) visit(e & 0xffffff);
		ordered.push(...own);
	};
	for (let set = factSets; set < sets.length; set++) visit(set);
	return ordered;
}
