import {RE2JS} from 're2js';
import {stringify} from 'yaml';
import {type Rule, ruleSchema} from '#lib/core/policy/rule.schema.ts';
import {refusalOf} from '#lib/core/policy/safe-pattern.ts';
import {type Read, readYamlText} from '../yaml-problems.ts';

/** One rule as written, parsed; or everything that is wrong with it, line by line. */
export function readRuleText(yaml: string): Read<Rule> {
	const read = readYamlText(yaml, ruleSchema);
	if ('problems' in read) return read;
	const {data, problemAt} = read;
	const problems = data.detect.flatMap(({pattern}, i) => {
		const wrong = pattern && wrongWith(pattern.regex);
		const name = `detect.${i}.pattern`;
		return wrong ? [problemAt(['detect', i, 'pattern', 'regex'], `${name}: ${wrong}`)] : [];
	});
	return problems.length > 0 ? {problems} : {data};
}

/** The text of a rule that nobody wrote here: as it came with a published pack. */
export function textOfRule(rule: Rule): string {
	return stringify(rule, {lineWidth: 110});
}

/** Patterns keep to RE2's syntax, so that any linear-time engine can run them, and to what cannot freeze a tab. */
function wrongWith(regex: string): string | undefined {
	try {
		RE2JS.compile(regex);
	} catch (error) {
		return `this is no pattern of RE2: ${(error as Error).message}. Write it without look-around and back references.`;
	}
	const refusal = refusalOf(regex);
	return (
		refusal && `/${regex}/ could freeze a tab: ${refusal}. Write it shorter, or as plain words under "find".`
	);
}
