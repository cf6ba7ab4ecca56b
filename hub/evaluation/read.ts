/** The evaluation of one period, for the places of the person who asks. */
import type {Evaluated} from '#lib/api/console/figures.ts';
import {coachingOf} from '#lib/core/evaluation/coaching.ts';
import {figuresOf, type RuleFigures} from '#lib/core/evaluation/figures.ts';
import {finder} from '#lib/core/evaluation/finder.ts';
import {precisionOf} from '#lib/core/evaluation/precision.ts';
import type {Rule} from '#lib/core/policy/rule.schema.ts';
import {highest, usualBudget} from '#lib/core/policy/step-back.ts';
import {openIndex} from '../audit/archive-index.ts';
import {packsIn, workingCopy} from '../authoring/working-copy.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import type {Bundle} from '../policy/bundle.schema.ts';
import type {Reader} from '../store/schema.ts';
import {itemsOf} from './items.ts';

export async function readEvaluation(
	deps: Deps,
	{roles}: Pick<Caller, 'roles'>,
	{from, to}: {from: number; to: number},
): Promise<Evaluated> {
	const {db} = deps.store;
	const position = await openIndex(deps).grow();
	const mine = roles.filter(({role}) => role === 'admin' || role === 'auditor');
	const places = [...new Set(mine.map(({location}) => location))].sort();
	const found = finder(await itemsOf(db, {from, to, position, places}));
	const {rules, ...figures} = figuresOf(found);
	const {published} = await workingCopy(db);
	const marks = await marksIn(db, from, to);
	return {
		...{position, from, to, places, now: deps.now()},
		mayOpen: mine.some(({role}) => role === 'auditor'),
		...figures,
		rules: rules.map(rule => judgedRule(rule, published, marks.get(rule.rule) ?? noMarks)),
		coaching: coachingOf(found),
		stepBacks: await stepBacks(db),
	};
}

interface Marks {
	right: number;
	wrong: number;
}

const noMarks: Marks = {right: 0, wrong: 0};

/** Product.md, AN2: accepted of accepted and upheld disputes; and what people read and marked. */
function judgedRule(figures: RuleFigures, published: Bundle | null, marks: Marks) {
	const {by, rule: id} = figures;
	const right = by.fixed.count + by.corrected.count + by.returned.count + marks.right;
	const own = ruleIn(published, id);
	return {
		...figures,
		title: own?.title ?? '',
		marks: marks.right + marks.wrong,
		precision: precisionOf(right, right + by.conceded.count + marks.wrong),
		budget: own?.budget ?? usualBudget,
		stage: highest(published?.stages?.[id]),
	};
}

export function ruleIn(bundle: Bundle | null, id: string): Rule | undefined {
	return packsIn(bundle)
		.flatMap(({rules}) => rules)
		.find(rule => rule.id === id);
}

/** Of hits that the rules in force have too: a draft of a rule is not judged here. */
async function marksIn(db: Reader, from: number, to: number): Promise<Map<string, Marks>> {
	const rows = await db
		.selectFrom('backtest_hits')
		.select(['rule', 'mark', ({fn}) => fn.countAll().as('count')])
		.where('mark', 'is not', null)
		.where('kind', '=', 'same')
		.where('marked_at', '>=', from)
		.where('marked_at', '<', to)
		.groupBy(['rule', 'mark'])
		.execute();
	const marks = new Map<string, Marks>();
	for (const {rule, mark, count} of rows)
		marks.set(rule, {...(marks.get(rule) ?? noMarks), [mark!]: Number(count)});
	return marks;
}

async function stepBacks(db: Reader): Promise<Evaluated['stepBacks']> {
	const rows = await db.selectFrom('step_backs').selectAll().orderBy('at', 'desc').limit(50).execute();
	return rows.map(({from_stage: from, to_stage: to, ...row}) => ({...row, from, to}));
}
