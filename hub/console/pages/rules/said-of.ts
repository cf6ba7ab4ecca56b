/** What is wrong with a rule, for whoever fills in the form: beside the field that mends it, without lines or keys. */
import type {RuleTrial} from '#lib/api/console.ts';
import type {RuleFields} from './rule-fields.ts';

export type FieldName = Exclude<keyof RuleFields, 'unless' | 'beyond'>;

export interface Said {
	beside: Partial<Record<FieldName, string[]>>;
	/** What no field of the form can mend. */
	elsewhere: RuleTrial['problems'];
}

const places: readonly [RegExp, FieldName | undefined][] = [
	[/^detect(\.0(\.find)?)?(\.\d+)?: /, 'phrases'],
	[/^detect\.0\.unless(\.\d+)*(\.sentence)?(\.\d+)*: /, 'beside'],
	[/^examples\.(flags|passes)(\.\d+)*: /, undefined],
	[/^(title|severity|message|say|why|source|from|to|owner|review|budget|least): /, undefined],
];

export function saidOf(trial: RuleTrial | undefined): Said {
	const said: Said = {beside: {}, elsewhere: []};
	for (const problem of trial?.problems ?? []) {
		const found = fieldOf(problem.message);
		if (found) put(said, ...found);
		else said.elsewhere.push(problem);
	}
	for (const {must, text, problem} of trial?.examples ?? [])
		if (problem !== null) put(said, must === 'catch' ? 'flags' : 'passes', `“${text}” ${problem}`);
	return said;
}

function put({beside}: Said, field: FieldName, words: string): void {
	beside[field] = [...(beside[field] ?? []), words];
}

function fieldOf(message: string): [FieldName, string] | undefined {
	for (const [place, field] of places) {
		const found = place.exec(message);
		if (!found) continue;
		const words = message.slice(found[0].length);
		return [field ?? (found[1] as FieldName), words.charAt(0).toUpperCase() + words.slice(1)];
	}
	return;
}
