/** The rules in force as the hub uses them: the same engine as in the browser, on a machine no author holds. */
import type {Draft} from '#lib/core/draft.ts';
import type {Workflow} from '#lib/core/policy/bundle.ts';
import type {CheckInput} from '#lib/core/policy/check-input.ts';
import type {Company} from '#lib/core/policy/company.ts';
import {compile} from '#lib/core/policy/compile.ts';
import {findingsOf} from '#lib/core/policy/draft-input.ts';
import {check, type Engine, open} from '#lib/core/policy/engine.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import {shadowAt, shownAt, stageOf} from '#lib/core/policy/stages.ts';
import type {Reader} from '../store/schema.ts';
import {type Bundle, bundleSchema} from './bundle.schema.ts';
import {bundleBytes, isPublished, policyAt} from './policies.ts';

export interface RulesNow {
	/** Digest of the bundle. */
	digest: string;
	/** How many reviewers must approve. */
	needed: number;
	company: Company;
	workflow: Workflow;
	/** Words that this firm calls harmless in a suggestion. */
	plainWords: readonly string[];
	check(draft: Draft, context: {inReplyTo?: string | undefined}, location: string, now: number): Finding[];
	/** Whether any rule has a shadow stage, wherever and whenever: seldom, and each post that goes out asks. */
	triesInSilence: boolean;
	/** What rules in the shadow stage find: counted, never shown. */
	shadow(draft: Draft, context: {inReplyTo?: string | undefined}, location: string, now: number): Finding[];
}

export interface Rules {
	/** What is in force now; nothing before the first publication. */
	current(db: Reader): Promise<RulesNow | undefined>;
	/** Was this bundle ever published here? */
	isKnown(db: Reader, digest: string): Promise<boolean>;
}

/** Compiled once a version: publications are rare, submissions are not. */
export function openRules(now: () => number): Rules {
	let kept: RulesNow | undefined;
	return {
		async current(db) {
			const digest = (await policyAt(db, now()))?.digest;
			if (digest === undefined || kept?.digest === digest) return digest === undefined ? undefined : kept;
			const bytes = await bundleBytes(db, digest);
			kept = rulesOf(digest, bundleSchema.parse(JSON.parse(bytes!)));
			return kept;
		},
		isKnown: isPublished,
	};
}

/** Throws `PackError` when the packs do not compile. */
export function engineOf(bundle: Bundle): Engine {
	return open(compile(packsOf(bundle)));
}

export function packsOf({packs}: Bundle): Pack[] {
	return packs as unknown as Pack[];
}

function rulesOf(digest: string, bundle: Bundle): RulesNow {
	const engine = engineOf(bundle);
	return {
		digest,
		needed: bundle.workflow.approvals ?? 1,
		company: bundle.company,
		workflow: bundle.workflow as Workflow,
		plainWords: bundle.workflow.plainWords ?? [],
		check(draft, {inReplyTo}, location, now) {
			const about = {company: bundle.company, location, inReplyTo, now};
			const shown = (input: CheckInput) => shownAt(bundle.stages, check(engine, input), {location, now});
			return [...findingsOf(draft, about, shown)];
		},
		triesInSilence: Object.values(bundle.stages ?? {}).some(plan =>
			plan.some(({stage}) => stage === 'shadow'),
		),
		shadow(draft, {inReplyTo}, location, now) {
			const {stages = {}} = bundle;
			// A rule that was tried once keeps its stages: what is over is not looked for
			if (!Object.keys(stages).some(rule => stageOf(stages, rule, location, now) === 'shadow')) return [];
			const about = {company: bundle.company, location, inReplyTo, now};
			const hidden = (input: CheckInput) => shadowAt(stages, check(engine, input), {location, now});
			return [...findingsOf(draft, about, hidden)];
		},
	};
}
