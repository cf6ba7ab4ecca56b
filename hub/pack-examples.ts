import type {CheckInput} from '#lib/core/policy/check-input.ts';
import type {Company, FirmProfile} from '#lib/core/policy/company.ts';
import {check, type Engine} from '#lib/core/policy/engine.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Example, Rule} from '#lib/core/policy/rule.schema.ts';
import {neutralCompany} from './cli/draft-lines.ts';

/** An example that does not behave as its rule says. */
export interface Failure {
	rule: string;
	text: string;
	problem: string;
}

/** Text and `[marked]` spans of an example; a bracket meant as such is written `\[`. */
export function unmarked(marked: string): {text: string; spans: [number, number][]} {
	const spans: [number, number][] = [];
	let text = '';
	let open = -1;
	for (let i = 0; i < marked.length; i++) {
		const char = marked[i]!;
		if (char === '\\' && '[]'.includes(marked[i + 1] ?? ' ')) text += marked[++i];
		else if (char === '[') open = text.length;
		else if (char === ']' && open >= 0) {
			spans.push([open, text.length]);
			open = -1;
		} else text += char;
	}
	return {text, spans};
}

/** The draft an example describes; what it does not say is a plain post of the pack's first kind of firm. */
export function exampleInput(pack: Pack, rule: Rule, example: Example, now: number): CheckInput {
	const more: Partial<Exclude<Example, {text: string; kind?: never}>> = example;
	const profile = more.profile ?? rule.where.profiles?.[0] ?? pack.profiles[0]!;
	const {inReplyTo, relationship, imageText, alts} = more;
	return {
		text: unmarked(example.text).text,
		site: more.site ?? rule.where.sites?.[0] ?? 'x',
		kind: more.kind ?? (inReplyTo === undefined ? 'post' : 'reply'),
		company: {...neutralCompany(profile), ...(more.company as Partial<Company> | undefined)},
		context: {
			...(inReplyTo === undefined ? {} : {inReplyTo}),
			...(relationship === undefined ? {} : {relationship}),
			...(imageText === undefined ? {} : {imageText}),
			...(alts === undefined ? {} : {alts}),
		},
		now: inForce(pack, rule, now),
	};
}

const halfDay = 12 * 60 * 60_000;

/** Examples prove a rule on a day on which it is in force: one that begins next week is proven before. */
function inForce(pack: Pack, rule: Rule, now: number): number {
	const days = (name: 'from' | 'to') =>
		[pack[name], rule[name]].filter(day => day !== undefined).map(day => Date.parse(day));
	const from = Math.max(...days('from')) + halfDay;
	const to = Math.min(...days('to')) - halfDay;
	return Math.max(from, Math.min(now, to));
}

/**
 * Runs every example of a pack; an empty list means that the pack may be published. With `profile` only the examples of
 * that kind of firm: a company's bundle lacks the packs that the others would need.
 */
export function failuresOf(engine: Engine, pack: Pack, now: number, profile?: FirmProfile): Failure[] {
	const meant = (rule: Rule) => (example: Example) =>
		profile === undefined || exampleInput(pack, rule, example, now).company.profile === profile;
	return pack.rules.flatMap(rule => [
		...rule.examples.flags
			.filter(meant(rule))
			.flatMap(example => flagFailure(engine, pack, rule, example, now)),
		...rule.examples.passes
			.filter(meant(rule))
			.flatMap(example => passFailure(engine, pack, rule, example, now)),
	]);
}

const own = (findings: readonly Finding[], rule: Rule) =>
	findings.filter(finding => finding.rule === rule.id);

function flagFailure(engine: Engine, pack: Pack, rule: Rule, example: Example, now: number): Failure[] {
	const found = own(check(engine, exampleInput(pack, rule, example, now)), rule);
	const {text, spans} = unmarked(example.text);
	if (found.length === 0) return [{rule: rule.id, text, problem: 'should be flagged, is not'}];
	const missed = spans.find(
		([start, end]) => !found.some(finding => finding.start < end && finding.end > start),
	);
	if (!missed) return [];
	const places = found.map(finding => `"${text.slice(finding.start, finding.end)}"`).join(', ');
	return [{rule: rule.id, text, problem: `marks ${places} instead of "${text.slice(...missed)}"`}];
}

function passFailure(engine: Engine, pack: Pack, rule: Rule, example: Example, now: number): Failure[] {
	const found = own(check(engine, exampleInput(pack, rule, example, now)), rule);
	const {text} = unmarked(example.text);
	return found.map(finding => ({
		rule: rule.id,
		text,
		problem: `should pass, is flagged at "${text.slice(finding.start, finding.end)}"`,
	}));
}
