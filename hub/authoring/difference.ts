/** What a release changes, in words that its second person can judge. */
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Severity} from '#lib/core/policy/finding.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Rule} from '#lib/core/policy/rule.schema.ts';
import {leastOf, usualBudget} from '#lib/core/policy/step-back.ts';

export interface Change {
	pack: string;
	/** Nothing for the pack itself. */
	rule: string | null;
	what: 'new' | 'changed' | 'removed';
	title: string;
	lines: string[];
	/** Would anything be let through that is stopped now? */
	loosens: boolean;
}

export function differenceOf(before: readonly Pack[], after: readonly Pack[]): Change[] {
	const packs = [...new Set([...before, ...after].map(({id}) => id))];
	return packs.flatMap(id => {
		const [old, fresh] = [before, after].map(all => all.find(pack => pack.id === id));
		return [...packChanges(id, old, fresh), ...ruleChanges(id, old?.rules ?? [], fresh?.rules ?? [])];
	});
}

function packChanges(pack: string, old: Pack | undefined, fresh: Pack | undefined): Change[] {
	if (!old || !fresh) {
		const {title, rules} = (fresh ?? old)!;
		const lines = [`${rules.length} rules`];
		return [{pack, rule: null, what: fresh ? 'new' : 'removed', title, lines, loosens: !fresh}];
	}
	const names = [...new Set([...Object.keys(old.sets), ...Object.keys(fresh.sets)])];
	const lines = names.flatMap(name => listLines(name, old.sets[name], fresh.sets[name]));
	const loosens = lines.some(line => line.includes('no longer'));
	return lines.length > 0 ? [{pack, rule: null, what: 'changed', title: fresh.title, lines, loosens}] : [];
}

function listLines(name: string, old: Pack['sets'][string] | undefined, fresh: typeof old): string[] {
	if (canonicalJson(old ?? []) === canonicalJson(fresh ?? [])) return [];
	return wordLines(`@${name}`, wordsIn(old), wordsIn(fresh));
}

const wordsIn = (list: readonly unknown[] | undefined) =>
	(list ?? []).map(entry => (typeof entry === 'string' ? entry : canonicalJson(entry)));

function wordLines(where: string, old: readonly string[], fresh: readonly string[]): string[] {
	const added = fresh.filter(word => !old.includes(word));
	const gone = old.filter(word => !fresh.includes(word));
	return [
		added.length > 0 ? `${where} now finds: ${added.join(' · ')}` : '',
		gone.length > 0 ? `${where} no longer finds: ${gone.join(' · ')}` : '',
	].filter(line => line !== '');
}

function ruleChanges(pack: string, old: readonly Rule[], fresh: readonly Rule[]): Change[] {
	const ids = [...new Set([...old, ...fresh].map(({id}) => id))];
	return ids.flatMap((id): Change[] => {
		const [before, after] = [old, fresh].map(rules => rules.find(rule => rule.id === id));
		if (!before) return [{...about(pack, after!), what: 'new', lines: newLines(after!), loosens: false}];
		if (!after) return [{...about(pack, before), what: 'removed', lines: [before.message], loosens: true}];
		if (canonicalJson(before) === canonicalJson(after)) return [];
		const lines = changedLines(before, after);
		return [{...about(pack, after), what: 'changed', lines, loosens: isLooser(before, after)}];
	});
}

const about = (pack: string, {id, title}: Rule) => ({pack, rule: id, title});

const severities: Record<Severity, string> = {
	block: 'must change',
	review: 'needs a second person',
	advise: 'tip',
};
const ranks: Record<Severity, number> = {advise: 0, review: 1, block: 2};

function newLines(rule: Rule): string[] {
	const words = [...new Set(rule.detect.flatMap(({find}) => find ?? []))];
	return [
		`Then: ${severities[rule.severity]}`,
		words.length > 0 ? `Looks for: ${words.join(' · ')}` : 'Looks at the whole draft',
		`The author reads: ${rule.message}`,
		`Legal basis: ${rule.source}${rule.from ? `, from ${rule.from}` : ''}`,
		`Too often wrong: ${backWords(rule)}`,
	];
}

/** Whoever approves the release approves that a rule may loosen by itself, so far and no further (ADR 220). */
function backWords(rule: Rule): string {
	const least = leastOf(rule);
	if (least === 'hold') return 'stays in force';
	const to = least === 'tip' ? 'a tip that stops nothing' : 'only counted in silence';
	return `below ${rule.budget ?? usualBudget} % right it goes a stage back by itself, down to ${to}`;
}

function changedLines(before: Rule, after: Rule): string[] {
	const field = (name: string, a: string | undefined, b: string | undefined) =>
		a === b ? [] : [`${name}: ${b ?? 'nothing'} (was: ${a ?? 'nothing'})`];
	return [
		...field('Then', severities[before.severity], severities[after.severity]),
		...wordLines('It', findsOf(before), findsOf(after)),
		...exceptionLines(before, after),
		...field('The author reads', before.message, after.message),
		...field('Say instead', before.say, after.say),
		...field('Title', before.title, after.title),
		...field('Legal basis', before.source, after.source),
		...field('Why', before.why, after.why),
		...field('Applies from', before.from, after.from),
		...field('Applies until', before.to, after.to),
		...field('Owner', before.owner, after.owner),
		...field('Read again by', before.review, after.review),
		...field('Too often wrong', backWords(before), backWords(after)),
		...field('Examples', countOf(before), countOf(after)),
	];
}

function exceptionLines(before: Rule, after: Rule): string[] {
	const [old, fresh] = [before, after].map(rule => rule.detect.map(({if: when, unless}) => ({when, unless})));
	return canonicalJson(old) === canonicalJson(fresh) ? [] : ['When it applies was changed: read the text'];
}

const findsOf = ({detect}: Rule) =>
	detect.flatMap(({find, pattern}) => [...(find ?? []), ...(pattern ? [pattern.regex] : [])]);
const countOf = ({examples}: Rule) =>
	`${examples.flags.length} must catch, ${examples.passes.length} must not`;

/** Said loudly when in doubt: fewer words, a weaker outcome, any change of when it applies. */
function isLooser(before: Rule, after: Rule): boolean {
	const isWeaker = ranks[after.severity] < ranks[before.severity];
	const hasFewer = findsOf(before).some(word => !findsOf(after).includes(word));
	const isLater = (after.from ?? '') > (before.from ?? '') || (after.to ?? '9') < (before.to ?? '9');
	const goesBack = backWords(before) !== backWords(after) && leastOf(after) !== 'hold';
	return isWeaker || hasFewer || isLater || goesBack || exceptionLines(before, after).length > 0;
}
