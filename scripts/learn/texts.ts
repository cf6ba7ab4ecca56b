/** The labelled texts that `npm run learn` learns from: drafts, wording of our own, and the rules' examples. */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import * as z from 'zod';
import {type DraftLine, draftLine, inputOf} from '#hub/cli/draft-lines.ts';
import type {CheckInput} from '#lib/core/policy/check-input.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Example} from '#lib/core/policy/rule.schema.ts';

export interface LabelledText {
	input: CheckInput;
	/** Where which rule is broken. */
	labels: readonly {rule: string; start: number; end: number}[];
	/** Rules of which the text says neither that they are broken nor that they are not. */
	isOpen(rule: string): boolean;
}

// Not before 2027: which rules are in force does not matter here, a day has to stand somewhere.
const now = Date.parse('2026-11-22');
const sets = [
	...['second', 'third', 'fourth', 'fifth', 'sixth'],
	...[
		'credit-posts',
		'credit-answers',
		'investments',
		'prices-prizes-claims',
		'motoring-green-data',
		'service-policy',
	],
];

const labelledDraft = draftLine.extend({
	labels: z.array(z.object({rule: z.string(), span: z.tuple([z.number(), z.number()])})),
	ignore: z.array(z.string()).default([]),
	tags: z.array(z.string()),
	group: z.string(),
});

/** The odd half of the sixth set and all of the seventh are never learned from: they tell what a stranger's next draft meets. */
const isHeldOut = (set: string, group: string) =>
	set === 'sixth' && createHash('sha256').update(group).digest()[0]! % 2 === 1;

export function draftTexts(): LabelledText[] {
	return sets.flatMap(set =>
		linesOf(`tests/drafts/${set}.jsonl`)
			.map(line => labelledDraft.parse(JSON.parse(line)))
			.filter(({tags, group}) => !tags.includes('lang') && !isHeldOut(set, group))
			.map(({labels, ignore, ...draft}) => ({
				input: inputOf(draft, now),
				labels: labels.map(({rule, span: [start, end]}) => ({rule, start, end})),
				isOpen: (rule: string) => ignore.includes(rule),
			})),
	);
}

const linesOf = (file: string) =>
	readFileSync(file, 'utf8')
		.split('\n')
		.filter(line => line.trim() !== '');

const wordingLine = /^([A-Z]+-\d\d) ([+-]) (?:\{(.*?)\} )?(.*)$/;
const optionNames = {p: 'profile', k: 'kind', r: 'inReplyTo', rel: 'relationship', img: 'imageText'} as const;

export function wordingTexts(): LabelledText[] {
	return readdirSync('tests/wording')
		.sort()
		.flatMap(file => linesOf(`tests/wording/${file}`))
		.flatMap(line => {
			const [, rule, sign, options = '', text] = wordingLine.exec(line) ?? [];
			if (!rule) return [];
			const draft = {...givenIn(options), text: text!};
			return [aboutRule(rule, sign === '+' ? [[0, text!.length]] : [], draft)];
		});
}

function givenIn(options: string): Record<string, string> {
	const pairs = options.split(';').map(part => part.trim().split(/=(.*)/s));
	const named = pairs.flatMap(([key = '', value = '']) =>
		key in optionNames ? [[optionNames[key as keyof typeof optionNames], value]] : [],
	);
	return Object.fromEntries(named) as Record<string, string>;
}

export function exampleTexts(packs: readonly Pack[]): LabelledText[] {
	return packs.flatMap(pack =>
		pack.rules.flatMap(({id, where, examples}) => {
			const profiles = where.profiles ?? pack.profiles;
			const profile = profiles.includes('uk-dealer') ? 'uk-dealer' : profiles[0]!;
			const about = (example: Example, isFlag: boolean) => {
				const {text, spans} = unmarked(example.text);
				const marked: [number, number][] = spans.length > 0 ? spans : [[0, text.length]];
				return aboutRule(id, isFlag ? marked : [], {profile, ...example, text});
			};
			return [
				...examples.flags.map(one => about(one, true)),
				...examples.passes.map(one => about(one, false)),
			];
		}),
	);
}

/** The text of an example, and what stands in [ ]. */
function unmarked(marked: string): {text: string; spans: [number, number][]} {
	const spans: [number, number][] = [];
	let text = '';
	let start = 0;
	for (const char of marked) {
		if (char === '[') start = text.length;
		else if (char === ']') spans.push([start, text.length]);
		else text += char;
	}
	return {text, spans};
}

type Loose = Partial<DraftLine> & {
	text: string;
	inReplyTo?: string;
	relationship?: string;
	imageText?: string;
};

/** A text that was written for one rule: of its relatives it says nothing, and a breach says nothing of any other. */
function aboutRule(rule: string, spans: readonly [number, number][], given: object): LabelledText {
	const {text, profile, kind, inReplyTo, relationship, imageText, ...rest} = given as Loose;
	const site = 'site' in rest && (rest.site === 'f' || rest.site === 'facebook') ? 'facebook' : 'x';
	const draft = draftLine.parse({
		id: '',
		text,
		network: site,
		kind: kind ?? (inReplyTo ? 'reply' : 'post'),
		...(profile ? {profile} : {}),
		context: {inReplyTo, relationship, imageText},
	});
	const family = rule.slice(0, rule.indexOf('-'));
	return {
		input: inputOf(draft, now),
		labels: spans.map(([start, end]) => ({rule, start, end})),
		isOpen: other =>
			other !== rule && spans.length > 0
				? other.startsWith(`${family}-`)
				: other !== rule && !isInnocent(rule) && other.startsWith(`${family}-`),
	};
}

// Lines for this number must be left alone by every rule.
const isInnocent = (rule: string) => rule === 'ALL-00';
