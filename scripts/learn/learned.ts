import {neutralCompany} from '#hub/cli/draft-lines.ts';
import {compile} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';
import {unit} from '#lib/core/policy/learned/opinions.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import {ruleSchema} from '#lib/core/policy/rule.schema.ts';
import {samplesOf} from './samples.ts';
import {draftTexts, exampleTexts, wordingTexts} from './texts.ts';
import {train} from './train.ts';

// Figures, checksums, lists of the company's own, layout and disguise: code decides these exactly.
const exact = /^(?:STR-|EVA-|POL-05|DP-0[1-5]|FIN-0[23]|INV-03|FIN-12)/;

/** Pack → the text of its `learned.json`. */
export function learnedFrom(packs: readonly Pack[]): Map<string, string> {
	const rules = packs.flatMap(pack =>
		pack.rules.filter(({id, route}) => !route && !exact.test(id)).map(({id}) => id),
	);
	const texts = [...draftTexts(), ...wordingTexts(), ...exampleTexts(packs)];
	const learnable = samplesOf(factsOnly().views, texts, rules);
	const {weights, bias} = train(learnable.samples, learnable.strengths, rules.length);
	const lines = new Map(
		rules.map((rule, i) => [rule, lineOf(learnable, weights, bias[i]!, i, rules.length)] as const),
	);
	return new Map(packs.flatMap(pack => fileOf(pack, lines)));
}

function fileOf(pack: Pack, lines: ReadonlyMap<string, string>): [string, string][] {
	const own = pack.rules.flatMap(({id}) => (lines.has(id) ? [[id, lines.get(id)!]] : []));
	return own.length > 0 ? [[pack.id, `${JSON.stringify(Object.fromEntries(own), null, '\t')}\n`]] : [];
}

function lineOf(
	{names, strengths}: {names: readonly string[]; strengths: readonly number[]},
	weights: Float32Array,
	bias: number,
	rule: number,
	rules: number,
): string {
	const parts: string[] = [];
	names.forEach((name, feature) => {
		const scaled = Math.round(weights[feature * rules + rule]! * strengths[feature]! * unit);
		if (scaled !== 0) parts.push(`${name}=${scaled}`);
	});
	return [Math.round(bias * unit), ...parts.sort()].join(' ');
}

/** Reads texts as any policy does, but knows no words of its own: what is learned does not change with the packs' patterns. */
function factsOnly() {
	const rule = ruleSchema.parse({
		id: 'ANY-01',
		title: '',
		severity: 'advise',
		message: '',
		source: '',
		why: '',
		detect: [{find: '#money'}],
		examples: {flags: ['£1'], passes: ['1']},
	});
	const {profile} = neutralCompany('uk-dealer');
	const dates = {from: '2026-01-01', to: '2027-01-01'};
	const head = {
		id: 'any',
		title: '',
		version: '1.0.0',
		minimumEngine: 1,
		profiles: [profile],
		sets: {},
		...dates,
	};
	return open(compile([{...head, rules: [rule]}]));
}
