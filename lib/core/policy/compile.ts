import {type Coder, codeFor, kindMask, profileMask, siteMask} from './conditions-code.ts';
import type {RuleText} from './findings.ts';
import {
	confidences,
	doc,
	formatVersion,
	isShort,
	magic,
	ruleFlag,
	type Section,
	sections,
	severities,
	whole,
} from './format.ts';
import {learnedTables} from './learned/tables.ts';
import type {Pack} from './pack.schema.ts';
import {PatternError} from './pattern.ts';
import type {Detector, NamedSet, Rule} from './rule.schema.ts';
import {withScopedSets} from './scoped-sets.ts';
import {newSetTable, orderedPrograms, patternSet, setOf} from './sets.ts';
import {buildTables} from './tables.ts';

/** The engine version a pack may ask for with `minimumEngine`. */
export const engineVersion = 1;

/** A pack that cannot be compiled: which rule, and why. */
export class PackError extends Error {
	override name = 'PackError';
	readonly rule: string | undefined;
	constructor(message: string, rule?: string) {
		super(rule ? `${rule}: ${message}` : message);
		this.rule = rule;
	}
}

interface Owned {
	rule: Rule;
	pack: Pack;
}

/** Compiles packs into one buffer for `open`. Deterministic: same packs, same bytes. Throws `PackError`. */
export function compile(given: readonly Pack[]): ArrayBuffer {
	const packs = withScopedSets(given);
	const owned = orderedRules(packs);
	const code: number[] = [];
	const concepts: number[] = [];
	const sets = newSetTable(namedSets(packs), (set, detectors) => {
		const blocks = detectors.map(one => blockOf(coder, {severity: 'advise', confidence: 'certain'}, one));
		concepts.push(set, code.length, blocks.length);
		for (const block of blocks) code.push(...block);
	});
	const coder: Coder = {sets, ruleIndex: new Map(owned.map(({rule}, i) => [rule.id, i]))};
	const records = owned.flatMap(one => recordOf(coder, one, code));
	const metas = owned.map(metaOf);
	const rules = metas.length;
	const patterns = sets.patterns.flatMap(({set, needs, regex}) => {
		const at = metas.join('').length;
		metas.push(escaped(JSON.stringify(regex)));
		return [set, needs, at, metas.at(-1)!.length];
	});
	const tables = buildTables(sets.literals);
	const programs = orderedPrograms(sets).flatMap(({owner, elements}) => [
		owner,
		elements.length,
		...elements,
	]);
	return joined({
		...tables,
		...learnedTables(owned),
		counts: [tables.wordStart.length - 1, sets.literals.length, owned.length, sets.usesFacts ? 1 : 0],
		program: programs,
		rule: records,
		code,
		concept: concepts,
		patternAt: patterns,
		metaAt: offsetsOf(metas.slice(0, rules)),
		meta: Uint8Array.from(metas.join(''), char => char.charCodeAt(0)),
	});
}

/** By id, but after the rules a rule asks about. */
function orderedRules(packs: readonly Pack[]): Owned[] {
	const all = packs.flatMap(pack => pack.rules.map(rule => ({rule, pack})));
	const seen = new Map<string, string>();
	for (const {rule, pack} of all) {
		const other = seen.get(rule.id);
		if (other) throw new PackError(`is in two packs, ${other} and ${pack.id}`, rule.id);
		seen.set(rule.id, pack.id);
	}
	for (const pack of packs)
		if (pack.minimumEngine > engineVersion)
			throw new PackError(`pack ${pack.id} needs engine ${pack.minimumEngine}; this is ${engineVersion}`);
	const asks = ({rule}: Owned) => (JSON.stringify(rule.detect).includes('"rule":') ? 1 : 0);
	return all.sort((a, b) => asks(a) - asks(b) || (a.rule.id < b.rule.id ? -1 : 1));
}

function namedSets(packs: readonly Pack[]): Map<string, NamedSet> {
	const named = new Map<string, NamedSet>();
	for (const pack of packs)
		for (const [name, patterns] of Object.entries(pack.sets)) named.set(name, patterns);
	return named;
}

const day = (date: string) => Math.floor(Date.parse(date) / 86_400_000);
const later = (a: string | undefined, b: string) => (a && a > b ? a : b);
const sooner = (a: string | undefined, b: string) => (a && a < b ? a : b);

function recordOf(coder: Coder, {rule, pack}: Owned, code: number[]): number[] {
	const blocks: number[] = [];
	try {
		// Concepts write their own blocks while a rule's are made, so these are added at the end.
		for (const detector of rule.detect) blocks.push(...blockOf(coder, rule, detector));
	} catch (error) {
		if (error instanceof PatternError) throw new PackError(error.message, rule.id);
		throw error;
	}
	const start = code.length;
	for (const value of blocks) code.push(value);
	const {route, disguised, once} = flagsOf(rule);
	return [
		severities.indexOf(rule.severity),
		route | disguised | once,
		profileMask(pack.profiles) & profileMask(rule.where.profiles),
		siteMask(rule.where.sites),
		kindMask(rule.where.kinds),
		day(later(rule.from, pack.from)),
		day(sooner(rule.to, pack.to)),
		start,
		rule.detect.length,
	];
}

const flagsOf = (rule: Rule) => ({
	route: rule.route ? ruleFlag.route : 0,
	disguised: rule.disguised ? ruleFlag.disguised : 0,
	once: rule.once ? ruleFlag.first : 0,
});

function blockOf(coder: Coder, rule: Pick<Rule, 'severity' | 'confidence'>, detector: Detector): number[] {
	const trigger = triggerOf(coder, detector);
	const severity = severities.indexOf(detector.severity ?? rule.severity);
	const confidence = confidences.indexOf(detector.confidence ?? rule.confidence);
	return [doc[detector.in], trigger, severity, confidence, 0, ...codeFor(coder, detector)];
}

function triggerOf(coder: Coder, {find, pattern}: Detector): number {
	if (pattern) return patternSet(coder.sets, pattern.regex, pattern.needs);
	return find ? setOf(coder.sets, find) : whole;
}

/** JSON in ASCII, so that the page decodes it without TextDecoder. */
function metaOf({rule, pack}: Owned): string {
	const text: RuleText = {
		id: rule.id,
		pack: `${pack.id}@${pack.version}`,
		message: rule.message,
		why: `${rule.why} (${rule.source})`,
		...(rule.say ? {say: rule.say} : {}),
		...(rule.fixes.length > 0 ? {fixes: rule.fixes as NonNullable<RuleText['fixes']>} : {}),
	};
	return escaped(JSON.stringify(text));
}

const escaped = (json: string) =>
	json.replace(/[^\x20-\x7e]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

function offsetsOf(texts: readonly string[]): number[] {
	const offsets = [0];
	for (const text of texts) offsets.push(offsets.at(-1)! + text.length);
	return offsets;
}

type Content = Record<Section, ArrayLike<number>>;

function joined(content: Content): ArrayBuffer {
	const header = 4 + sections.length * 2;
	const bytes = (name: Section) => content[name].length * (name === 'meta' ? 1 : isShort(name) ? 2 : 4);
	const padded = (length: number) => (length + 3) & ~3;
	const total = sections.reduce((sum, name) => sum + padded(bytes(name)), header * 4);
	const buffer = new ArrayBuffer(total);
	const head = new Int32Array(buffer, 0, header);
	head.set([magic, formatVersion, total, sections.length]);
	let at = header * 4;
	sections.forEach((name, i) => {
		head.set([at, bytes(name)], 4 + i * 2);
		const view = name === 'meta' ? Uint8Array : isShort(name) ? Uint16Array : Int32Array;
		new view(buffer, at, content[name].length).set(content[name]);
		at += padded(bytes(name));
	});
	return buffer;
}
