/** What `pack test` and publishing say about rules beside their own examples: over-broad, overlapping, contradicting. */
import {readFileSync} from 'node:fs';
import type {CheckInput} from '#lib/core/policy/check-input.ts';
import type {FirmProfile} from '#lib/core/policy/company.ts';
import {check, type Engine} from '#lib/core/policy/engine.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Rule} from '#lib/core/policy/rule.schema.ts';
import {neutralCompany} from './cli/draft-lines.ts';
import {exampleInput} from './pack-examples.ts';

/** A rule hits more than this share of ordinary messages: nobody would read its findings any more. */
const broadShare = 0.05;

/** Enough examples in common to speak of two rules as one. */
const enough = {examples: 3, share: 0.8};

/** How often a rule hits the reference set, and where, worst first. */
export interface Breadth {
	rule: string;
	hits: number;
	of: number;
	samples: string[];
}

/** Of the examples that prove `rule`, so many are marked by `other` too, in the same words. */
export interface Overlap {
	rule: string;
	other: string;
	shared: number;
	of: number;
	/** The two ask for different things there, as in "block" and "advise". */
	severities?: [string, string] | undefined;
}

/** The wording that `rule` suggests is itself held by `other`. */
export interface Conflict {
	rule: string;
	other: string;
	wording: string;
}

/** Ordinary messages, one a line: `#` comments, `> ` between the message answered and the answer. */
export function readReference(file: string | URL): string[] {
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter(line => line.trim() !== '' && !line.startsWith('#'));
}

/** The reference set that comes with the product. */
export const everyday = (): string[] => readReference(new URL('../policies/everyday.txt', import.meta.url));

/** The rules that hit too much of `reference` and do not say why in `broad`. A routing rule asks, it does not accuse. */
export function tooBroad(
	engine: Engine,
	packs: readonly Pack[],
	reference: readonly string[],
	now: number,
	profiles = profilesOf(packs),
): Breadth[] {
	const excused = new Set(packs.flatMap(({rules}) => rules.filter(isExcused).map(({id}) => id)));
	return breadthOf(engine, profiles, reference, now).filter(
		({rule, hits, of}) => hits > of * broadShare && !excused.has(rule),
	);
}

const isExcused = ({broad, route}: Rule) => broad !== undefined || route === true;
const profilesOf = (packs: readonly Pack[]) => [...new Set(packs.flatMap(({profiles}) => profiles))];

/** Each profile of firm reads the whole set: the worst of them counts. */
function breadthOf(
	engine: Engine,
	profiles: readonly FirmProfile[],
	reference: readonly string[],
	now: number,
): Breadth[] {
	const worst = new Map<string, Breadth>();
	for (const profile of profiles)
		for (const breadth of breadthFor(engine, profile, reference, now))
			if (breadth.hits > (worst.get(breadth.rule)?.hits ?? 0)) worst.set(breadth.rule, breadth);
	return [...worst.values()].sort((a, b) => b.hits - a.hits);
}

function breadthFor(
	engine: Engine,
	profile: FirmProfile,
	reference: readonly string[],
	now: number,
): Breadth[] {
	const samples = new Map<string, string[]>();
	for (const line of reference)
		for (const rule of rulesIn(check(engine, everydayInput(line, profile, now))))
			samples.set(rule, [...(samples.get(rule) ?? []), line]);
	return [...samples].map(([rule, hit]) => ({
		rule,
		hits: hit.length,
		of: reference.length,
		samples: hit.slice(0, 3),
	}));
}

function everydayInput(line: string, profile: FirmProfile, now: number): CheckInput {
	const [parent, answer] = line.split(' > ', 2);
	const company = neutralCompany(profile);
	return answer === undefined
		? {text: line, site: 'x', kind: 'post', company, context: {}, now}
		: {text: answer, site: 'x', kind: 'reply', company, context: {inReplyTo: parent!}, now};
}

/** The pairs of rules that nearly always mark the same words: one of them may be enough. */
export function overlapsOf(engine: Engine, packs: readonly Pack[], now: number): Overlap[] {
	return packs.flatMap(pack => pack.rules.flatMap(rule => overlapsWith(engine, pack, rule, now)));
}

function overlapsWith(engine: Engine, pack: Pack, rule: Rule, now: number): Overlap[] {
	const beside = new Map<string, [Finding, Finding][]>();
	for (const example of rule.examples.flags)
		for (const pair of sameWords(check(engine, exampleInput(pack, rule, example, now)), rule.id))
			beside.set(pair[1].rule, [...(beside.get(pair[1].rule) ?? []), pair]);
	const of = rule.examples.flags.length;
	return [...beside]
		.filter(([, pairs]) => pairs.length >= enough.examples && pairs.length >= of * enough.share)
		.map(([other, pairs]) => ({rule: rule.id, other, shared: pairs.length, of, severities: unlike(pairs)}));
}

/** One pair for each other rule whose finding shares words with the rule's own. */
function sameWords(findings: readonly Finding[], rule: string): [Finding, Finding][] {
	const own = findings.filter(finding => finding.rule === rule);
	const pairs = new Map<string, [Finding, Finding]>();
	for (const other of findings) {
		const met = own.find(({start, end}) => start < other.end && other.start < end);
		if (met && other.rule !== rule && !other.route) pairs.set(other.rule, [met, other]);
	}
	return [...pairs.values()];
}

function unlike(pairs: readonly [Finding, Finding][]): [string, string] | undefined {
	const pair = pairs.find(([own, other]) => own.severity !== other.severity);
	return pair && [pair[0].severity, pair[1].severity];
}

/** The suggested wordings that another rule would not let go out as they stand. */
export function conflictsOf(engine: Engine, packs: readonly Pack[], now: number): Conflict[] {
	return packs.flatMap(pack =>
		pack.rules.flatMap(rule =>
			wordingsOf(rule).flatMap(wording => conflictsAbout(engine, pack, rule, wording, now)),
		),
	);
}

function conflictsAbout(engine: Engine, pack: Pack, rule: Rule, wording: string, now: number): Conflict[] {
	const input = {...exampleInput(pack, rule, {text: ''}, now), text: wording};
	const held = check(engine, input).filter(finding => finding.severity !== 'advise' && !finding.route);
	return rulesIn(held).map(other => ({rule: rule.id, other, wording}));
}

/** Without those with a blank to fill, which are no wording yet. */
function wordingsOf({say, fixes}: Rule): string[] {
	const given = [say, ...fixes.flatMap(({replace, append, prepend}) => [replace, append, prepend])];
	return [...new Set(given)].filter(text => text !== undefined).filter(text => !/[[{]/.test(text));
}

const rulesIn = (findings: readonly Finding[]) => [...new Set(findings.map(({rule}) => rule))];
