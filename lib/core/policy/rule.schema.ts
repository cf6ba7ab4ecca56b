import * as z from 'zod';
import {confidences, kinds, parts, profiles, severities, sites} from './format.ts';

/** One pattern a line, or a list. */
const patterns = z.union([
	z.string().transform(text =>
		text
			.split('\n')
			.map(line => line.replace(/\s#\s.*$/, '').trim())
			.filter(line => line !== ''),
	),
	z.array(z.string()),
]);
const within = z.enum(['sentence', 'clause', 'text']).default('sentence');
const near = z.union([
	patterns.transform(find => ({find, words: 6, within: 'sentence' as const})),
	z.strictObject({find: patterns, words: z.int().min(1).max(99).default(6), within}),
]);
const kind = z.enum([...kinds, 'public', 'promotion', 'answer']);
const id = z.string().regex(/^[A-Z]{2,5}-\d{2,3}$/, 'an id looks like FIN-01');

/** Ready-made conditions. */
const named = z.enum(['quoted', 'question', 'negated', 'warned']);

// One object with optional keys instead of a union: an unknown key is then told by its name.
const leaf = z.strictObject({
	text: patterns.optional(),
	image: patterns.optional(),
	parent: patterns.optional(),
	relationship: patterns.optional(),
	anywhere: patterns.optional(),
	before: near.optional(),
	after: near.optional(),
	near: near.optional(),
	sentence: patterns.optional(),
	over: patterns.optional(),
	first: z.int().min(1).optional(),
	count: z.strictObject({find: patterns, min: z.int().min(1)}).optional(),
	share: z.strictObject({find: patterns, percent: z.int().min(1).max(100)}).optional(),
	words: z.strictObject({min: z.int().default(0), max: z.int().default(1e6)}).optional(),
	kind: z.array(kind).optional(),
	site: z.array(z.enum(sites)).optional(),
	profile: z.array(z.enum(profiles)).optional(),
	given: z.enum(parts).optional(),
	rule: id.optional(),
	rules: z.strictObject({in: z.enum(['image', 'parent', 'text']), any: z.array(z.string())}).optional(),
	fold: patterns.optional(),
	'length-over': z.int().optional(),
});
/** What must or must not hold around a trigger: one key each. */
export type Single = z.infer<typeof leaf> & {
	all?: Condition[] | undefined;
	any?: Condition[] | undefined;
	not?: Condition | undefined;
};
export type Condition = z.infer<typeof named> | Single;
const oneKey = (value: object) => Object.keys(value).length === 1;
const nested: z.ZodType<Condition> = z.lazy(() => condition);
const single = leaf
	.extend({all: z.array(nested).optional(), any: z.array(nested).optional(), not: nested.optional()})
	.refine(oneKey, 'a condition has exactly one key');
const condition: z.ZodType<Condition> = z.union([named, single]);
export type Near = z.infer<typeof near>;

const detector = z.strictObject({
	/** Patterns; `draft`, or nothing, for rules about what is missing from the whole draft. */
	find: z.union([z.literal('draft').transform(() => undefined), patterns]).optional(),
	/** A regular expression (RE2 syntax) over the folded text, run only where one of `needs` was found. */
	pattern: z.strictObject({regex: z.string().min(2), needs: patterns}).optional(),
	/** Where to look; a hit outside the draft marks the whole draft. */
	in: z.enum(['text', 'image', 'parent', 'relationship']).default('text'),
	if: z.array(condition).default([]),
	unless: z.array(condition).default([]),
	severity: z.enum(severities).optional(),
	confidence: z.enum(confidences).optional(),
});

const fix = z.strictObject({
	label: z.string().max(60),
	replace: z.string().optional(),
	append: z.string().optional(),
	prepend: z.string().optional(),
	remove: z.literal(true).optional(),
});

const exampleFields = {
	site: z.enum(sites).optional(),
	kind: z.enum(kinds).optional(),
	profile: z.enum(profiles).optional(),
	inReplyTo: z.string().optional(),
	relationship: z.string().optional(),
	imageText: z.string().optional(),
	alts: z.array(z.string()).optional(),
	company: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
};
/** A text with `[marked]` spans, alone or with its context. */
const example = z.union([
	z.string().transform(text => ({text})),
	z.strictObject({text: z.string(), ...exampleFields}),
]);

const fewWords = (text: string) => text.split(/\s+/).length <= 20;
/** 2026-02-31 would be read as a day in March. */
function isOnCalendar(day: string): boolean {
	const time = Date.parse(day);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
const dayWanted = 'should be a day like 2026-11-24 that the calendar has';
/** A day, `2026-11-24`. */
export const dateSchema = z.union([
	z
		.string()
		.regex(/^\d{4}-\d\d-\d\d$/, dayWanted)
		.refine(isOnCalendar, dayWanted),
	z.date().transform(day => day.toISOString().slice(0, 10)),
]);
/** The last day is not in it: what ends when it begins is never in force. */
export const endsLater = ({from, to}: {from?: string | undefined; to?: string | undefined}) =>
	!(from && to) || from < to;
export const endsTooSoon = {path: ['to'], message: 'has to be a later day than "from"'};

/** One rule, as a compliance officer writes it. A typo in a key is an error. */
export const ruleSchema = z
	.strictObject({
		id,
		title: z.string(),
		severity: z.enum(severities),
		confidence: z.enum(confidences).default('certain'),
		message: z.string().refine(fewWords, 'a message has at most 20 words'),
		source: z.string(),
		why: z.string(),
		say: z.string().optional(),
		from: dateSchema.optional(),
		to: dateSchema.optional(),
		where: z
			.strictObject({
				profiles: z.array(z.enum(profiles)).optional(),
				sites: z.array(z.enum(sites)).optional(),
				kinds: z.array(kind).optional(),
			})
			.default({}),
		route: z.literal(true).optional(),
		disguised: z.literal(true).optional(),
		once: z.literal(true).optional(),
		/** `false`: only its patterns find this rule; what was learned about it from drafts is left aside. */
		secondOpinion: z.literal(false).optional(),
		/** Why the rule may hit many ordinary messages; without it an over-broad rule is not published. */
		broad: z.string().min(10).optional(),
		/** Who answers for the rule, and by when somebody reads it again. */
		owner: z.string().max(200).optional(),
		review: dateSchema.optional(),
		/** Percent of its findings that must be right: below it, the rule steps back by itself (ADR 220). */
		budget: z.int().min(1).max(99).optional(),
		/** The lowest stage to which it may. Without it, a rule that blocks stays in force, others go back to `shadow`. */
		least: z.enum(['shadow', 'tip', 'hold']).optional(),
		fixes: z.array(fix).default([]),
		detect: z.array(detector).min(1),
		examples: z.strictObject({flags: z.array(example).min(1), passes: z.array(example).min(1)}),
	})
	.refine(endsLater, endsTooSoon);
export type Rule = z.infer<typeof ruleSchema>;
export type Detector = Rule['detect'][number];
export type Example = z.infer<typeof example>;
/** Named word sets; a set may also be found by detectors, and is then a concept: usable in `find` and conditions. */
export const setsSchema = z.record(
	z.string().regex(/^[a-z][a-z0-9-]*$/),
	z.union([patterns, z.array(detector)]),
);
export type NamedSet = z.infer<typeof setsSchema>[string];
