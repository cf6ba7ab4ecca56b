import {doc, kinds, op, parts, profiles, scope, sites} from './format.ts';
import type {Condition, Near, Rule, Single} from './rule.schema.ts';
import {type SetTable, setOf} from './sets.ts';

/** Turns authored conditions into the numbers `conditions.ts` evaluates. */
export interface Coder {
	sets: SetTable;
	/** Rule id → its index in the policy. */
	ruleIndex: ReadonlyMap<string, number>;
}

const groups: Record<string, readonly string[]> = {
	public: kinds.filter(kind => kind !== 'dm'),
	promotion: [
		'post',
		'thread',
		'edit',
		'ad',
		'bio',
		'influencer',
		'employee',
		'story',
		'share',
		'quote',
		'repost',
	],
	answer: ['reply', 'comment', 'dm'],
};
const every = (length: number) => (length >= 31 ? -1 : (1 << length) - 1);

/** Bit mask of kinds; the groups `public`, `promotion` and `answer` stand for several. */
export function kindMask(names: readonly string[] | undefined): number {
	if (!names) return every(kinds.length);
	const all = names.flatMap(name => groups[name] ?? [name]);
	return maskOf(all, kinds);
}
export const siteMask = (names: readonly string[] | undefined) =>
	names ? maskOf(names, sites) : every(sites.length);
export const profileMask = (names: readonly string[] | undefined) =>
	names ? maskOf(names, profiles) : every(profiles.length);

const maskOf = (names: readonly string[], all: readonly string[]) =>
	names.reduce((mask, name) => mask | (1 << all.indexOf(name)), 0);

const sized = (code: number, ...rest: number[]) => [code, rest.length + 2, ...rest];
const group = (code: number, children: number[][]) => sized(code, ...children.flat());

/** A detector's conditions: all of `if`, none of `unless`. */
export function codeFor(coder: Coder, detector: Rule['detect'][number]): number[] {
	const wanted = detector.if.map(one => codeOf(coder, one));
	const barred = detector.unless.map(one => group(op.not, [codeOf(coder, one)]));
	return group(op.and, [...wanted, ...barred]);
}

const shorthand: Record<'negated' | 'warned', (coder: Coder) => Single> = {
	// A published policy of before November 2026 has the words only, not the turns of phrase that deny nothing.
	negated: ({sets: {named}}) => ({
		before: {find: [named.has('denial') ? '@denial' : '@negation'], words: 4, within: 'clause'},
	}),
	warned: () => ({any: [{sentence: ['@warning']}, {text: ['@warning-text']}]}),
};

function codeOf(coder: Coder, condition: Condition): number[] {
	if (condition === 'quoted') return sized(op.quoted);
	if (condition === 'question') return sized(op.question);
	if (typeof condition === 'string') return codeOf(coder, shorthand[condition](coder));
	const key = Object.keys(condition)[0] as keyof Single;
	return writers[key](coder, condition[key] as never);
}

const has = (which: number) => (coder: Coder, find: string[]) =>
	sized(op.has, setOf(coder.sets, find), which);
const around =
	(code: number) =>
	(coder: Coder, {find, words, within}: Near) =>
		sized(code, setOf(coder.sets, find), words, scope[within]);
const writers: {[K in keyof Single]-?: (coder: Coder, value: never) => number[]} = {
	text: has(doc.text),
	image: has(doc.image),
	parent: has(doc.parent),
	relationship: has(doc.relationship),
	anywhere: has(doc.anywhere),
	before: around(op.before),
	after: around(op.after),
	near: around(op.around),
	sentence: (coder, find: string[]) => sized(op.around, setOf(coder.sets, find), 99, scope.sentence),
	over: (coder, find: string[]) => sized(op.over, setOf(coder.sets, find), 0, 0),
	first: (_, words: number) => sized(op.first, words),
	count: (coder, {find, min}: NonNullable<Single['count']>) => sized(op.count, setOf(coder.sets, find), min),
	share: (coder, {find, percent}: NonNullable<Single['share']>) =>
		sized(op.share, setOf(coder.sets, find), percent),
	words: (_, {min, max}: NonNullable<Single['words']>) => sized(op.words, min, max),
	kind: (_, names: string[]) => sized(op.kind, kindMask(names)),
	site: (_, names: string[]) => sized(op.site, siteMask(names)),
	profile: (_, names: string[]) => sized(op.profile, profileMask(names)),
	given: (_, part: (typeof parts)[number]) => sized(op.given, parts.indexOf(part)),
	rule: ({ruleIndex}, id: string) => sized(op.rule, indexOf(ruleIndex, id)),
	rules: ({ruleIndex}, {in: where, any}: NonNullable<Single['rules']>) =>
		sized(
			op.docRules,
			doc[where],
			...[...ruleIndex].filter(([id]) => any.some(p => id.startsWith(p))).map(([, i]) => i),
		),
	fold: (coder, find: string[]) => sized(op.fold, setOf(coder.sets, find)),
	'length-over': (_, reserve: number) => sized(op.lengthOver, 0, reserve),
	all: (coder, list: Condition[]) =>
		group(
			op.and,
			list.map(one => codeOf(coder, one)),
		),
	any: (coder, list: Condition[]) =>
		group(
			op.or,
			list.map(one => codeOf(coder, one)),
		),
	not: (coder, one: Condition) => group(op.not, [codeOf(coder, one)]),
};

function indexOf(rules: ReadonlyMap<string, number>, id: string): number {
	// A rule of a pack that is not loaded never fires: -1 is no rule's index.
	return rules.get(id) ?? -1;
}
