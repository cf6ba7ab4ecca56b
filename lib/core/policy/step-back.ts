/** When a rule is too often wrong it goes one stage back by itself, within what two people have signed (ADR 220). Pure. */
import {type Estimate, precisionOf} from '../evaluation/precision.ts';
import type {Severity} from './finding.ts';
import {type Stage, type StageStep, type Stages, stages} from './stage.ts';

/** Percent, where the rule says none (product.md, 6.4 d). */
export const usualBudget = 60;
/** Findings that somebody has judged, below which nothing is known. */
export const enough = 20;

/** What a rule says of this itself. */
export interface Bound {
	severity: Severity;
	detect: readonly {severity?: Severity | undefined}[];
	budget?: number | undefined;
	least?: 'shadow' | 'tip' | 'hold' | undefined;
}

export interface Judged {
	right: number;
	/** Persons who said that a finding was wrong, and how often each. */
	wrong: ReadonlyMap<string, number>;
}

export interface StepBack {
	from: Stage;
	to: Stage;
	precision: Estimate;
	/** Share of 1. */
	budget: number;
}

/** Nothing where the rule may stay as it is. */
export function stepBackOf(
	rule: Bound,
	plan: readonly StageStep[] | undefined,
	judged: Judged,
): StepBack | undefined {
	const from = highest(plan);
	const to = lower(from);
	if (rank(to) < rank(leastOf(rule))) return;
	const wrong = wrongs(judged.wrong);
	const precision = precisionOf(judged.right, judged.right + wrong);
	const budget = (rule.budget ?? usualBudget) / 100;
	// The upper bound: bad luck alone takes no rule back
	if (!precision || precision.read < enough || precision.high >= budget) return;
	return {from, to, precision, budget};
}

/**
 * One person's word counts as often as that of all others together at most: alone he takes no rule back, neither as
 * reviewer nor as reader of examples.
 */
export function wrongs(by: ReadonlyMap<string, number>): number {
	const counts = [...by.values()];
	const sum = counts.reduce((a, b) => a + b, 0);
	const most = Math.max(0, ...counts);
	return Math.min(sum, 2 * (sum - most));
}

/** What the law blocks is not let go by counting, unless the rule says so and two people have signed that. */
export function leastOf({severity, detect, least}: Bound): Stage {
	if (least) return least;
	const blocks = [severity, ...detect.map(one => one.severity)].includes('block');
	return blocks ? 'hold' : 'shadow';
}

/** The same plan with nothing above `to` in it, now or later: places that are not so far stay where they are. */
export function cappedAt(plan: readonly StageStep[] | undefined, to: Stage): StageStep[] {
	if (!plan) return [{stage: to, locations: ['group'], from: 0}];
	return plan.map(step => (rank(step.stage) > rank(to) ? {...step, stage: to} : step));
}

/** All plans, with this rule's capped. */
export function withCapped(all: Stages | undefined, rule: string, to: Stage): Stages {
	const plan = all && Object.hasOwn(all, rule) ? all[rule] : undefined;
	return {...all, [rule]: cappedAt(plan, to)};
}

/** Of all steps, also those that come later; a rule without steps is in force. */
export function highest(plan: readonly StageStep[] | undefined): Stage {
	if (!plan) return 'hold';
	return stages[Math.max(0, ...plan.map(({stage}) => rank(stage)))]!;
}

function lower(stage: Stage): Stage {
	return stages[Math.max(0, rank(stage) - 1)]!;
}

function rank(stage: Stage): number {
	return stages.indexOf(stage);
}
