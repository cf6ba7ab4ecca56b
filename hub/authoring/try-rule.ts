/** What a rule does, before it is saved: its problems, its examples, what it finds in any text, and whom it steps on. */
import {compile, PackError} from '#lib/core/policy/compile.ts';
import {check, type Engine, open} from '#lib/core/policy/engine.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Example, Rule} from '#lib/core/policy/rule.schema.ts';
import {exampleInput, failuresOf, unmarked} from '../pack-examples.ts';
import {everyday, overlapsOf, tooBroad} from '../pack-report.ts';
import type {TextProblem} from '../yaml-problems.ts';
import {readRuleText} from './rule-text.ts';
import {packsToPublish, type WorkingCopy} from './working-copy.ts';

interface ExampleResult {
	must: 'catch' | 'not catch';
	/** With its marks. */
	text: string;
	/** Nothing when it behaves. */
	problem: string | null;
	line: number;
}

export interface Trial {
	/** Nothing when the text is no rule. */
	rule: Rule | null;
	problems: TextProblem[];
	examples: ExampleResult[];
	/** In words; none of them keeps a rule from being saved. */
	advice: string[];
	/** What the whole set of rules finds in a text: the rule's own and the others'. */
	findings: Finding[];
}

interface TrialText {
	text: string;
	site: 'x' | 'facebook';
	kind: 'post' | 'reply' | 'comment';
	inReplyTo?: string | undefined;
}

/** `rule` is the id under which it is kept, if it is kept already. */
export function tryRule(
	copy: WorkingCopy,
	{pack: id, yaml, rule: known}: {pack: string; yaml: string; rule: string | null},
	now: number,
	sample?: TrialText,
): Trial {
	const read = readRuleText(yaml);
	if ('problems' in read) return nothing(read.problems);
	const {data: rule} = read;
	const misplaced = misplacedIn(copy, id, rule, known);
	if (misplaced) return {...nothing([{line: lineOf(yaml, /^id:/m), column: 1, message: misplaced}]), rule};
	const pack = packWith(copy, id, rule);
	try {
		const others = packsToPublish(copy).filter(other => other.id !== id);
		const engine = open(compile([...others, pack]));
		return {
			rule,
			problems: [],
			...judged(engine, pack, rule, yaml, now),
			...found(engine, pack, rule, now, sample),
		};
	} catch (error) {
		if (!(error instanceof PackError)) throw error;
		return {...nothing([{line: lineOf(yaml, /^detect:/m), column: 1, message: error.message}]), rule};
	}
}

const nothing = (problems: TextProblem[]): Trial => ({
	rule: null,
	problems,
	examples: [],
	advice: [],
	findings: [],
});

function misplacedIn(copy: WorkingCopy, pack: string, rule: Rule, known: string | null): string | undefined {
	if (!copy.packs.some(({head}) => head.id === pack)) return `id: there is no pack ${pack}.`;
	if (known !== null && known !== rule.id)
		return `id: a saved rule keeps its id. Write ${known}, or make a new rule.`;
	const other = copy.packs.find(
		({head, rules}) => head.id !== pack && rules.some(r => r.rule.id === rule.id),
	);
	if (other) return `id: ${rule.id} is in the pack ${other.head.id} already. Choose another number.`;
	const own = copy.packs.find(({head}) => head.id === pack)!;
	const isTaken = own.rules.some(r => r.rule.id === rule.id && r.change !== 'removed');
	return known === null && isTaken ? `id: ${rule.id} is taken. Choose another number.` : undefined;
}

function packWith(copy: WorkingCopy, id: string, rule: Rule): Pack {
	const {head, rules} = copy.packs.find(pack => pack.head.id === id)!;
	const kept = rules.filter(other => other.change !== 'removed' && other.rule.id !== rule.id);
	return {...head, rules: [...kept.map(other => other.rule), rule]};
}

function judged(engine: Engine, pack: Pack, rule: Rule, yaml: string, now: number) {
	const alone = {...pack, rules: [rule]};
	const failures = new Map(failuresOf(engine, alone, now).map(({text, problem}) => [text, problem]));
	const result = (must: ExampleResult['must']) => (example: Example) => ({
		must,
		text: example.text,
		problem: failures.get(unmarked(example.text).text) ?? null,
		line: lineWith(yaml, example.text),
	});
	const examples = [
		...rule.examples.flags.map(result('catch')),
		...rule.examples.passes.map(result('not catch')),
	];
	return {examples, advice: adviceOn(engine, alone, now)};
}

function adviceOn(engine: Engine, alone: Pack, now: number): string[] {
	const broad = tooBroad(engine, [alone], everyday(), now).filter(({rule}) => rule === alone.rules[0]!.id);
	return [
		...broad.map(
			({hits, of, samples}) =>
				`It hits ${hits} of ${of} ordinary messages, like "${samples[0]}". Narrow it, or say why in "broad".`,
		),
		...overlapsOf(engine, [alone], now).map(
			({other, shared, of}) =>
				`${other} marks ${shared} of its ${of} examples too: one of them may be enough.`,
		),
	];
}

function found(
	engine: Engine,
	pack: Pack,
	rule: Rule,
	now: number,
	sample?: TrialText,
): Pick<Trial, 'findings'> {
	if (!sample || sample.text.trim() === '') return {findings: []};
	const {inReplyTo} = sample;
	const like = exampleInput(pack, rule, {text: ''}, now);
	const context = inReplyTo === undefined ? {} : {inReplyTo};
	const {text, site, kind} = sample;
	return {findings: check(engine, {...like, text, site, kind, context})};
}

function lineOf(yaml: string, pattern: RegExp): number {
	const at = yaml.search(pattern);
	return at < 0 ? 1 : yaml.slice(0, at).split('\n').length;
}

function lineWith(yaml: string, text: string): number {
	const begin = text.slice(0, 30);
	const line = yaml.split('\n').findIndex(one => one.includes(begin));
	return line < 0 ? lineOf(yaml, /^examples:/m) : line + 1;
}
