import {RE2JS} from 're2js';
import {parseDocument, stringify} from 'yaml';
import {type Rule, ruleSchema} from '#lib/core/policy/rule.schema.ts';
import {type Read, readYamlText, type TextProblem} from '../yaml-problems.ts';

/** One rule as written, parsed; or everything that is wrong with it, line by line. */
export function readRuleText(yaml: string): Read<Rule> {
	const read = readYamlText(yaml, ruleSchema);
	if ('problems' in read) return read;
	const problems = read.data.detect.flatMap(({pattern}, i) =>
		pattern ? patternProblems(yaml, pattern.regex, i) : [],
	);
	return problems.length > 0 ? {problems} : read;
}

/** The text of a rule that nobody wrote here: as it came with a published pack. */
export function textOfRule(rule: Rule): string {
	return stringify(rule, {lineWidth: 110});
}

/** `title` of a rule that may be half-written. */
export function titleIn(yaml: string): string {
	const title: unknown = parseDocument(yaml).get('title');
	return typeof title === 'string' ? title : '';
}

function patternProblems(yaml: string, regex: string, detector: number): TextProblem[] {
	try {
		RE2JS.compile(regex);
		return [];
	} catch (error) {
		const line = yaml.split('\n').findIndex(text => text.includes('regex:')) + 1;
		const message = `detect.${detector}.pattern: this is no pattern of RE2: ${(error as Error).message}. Write it without look-around and back references.`;
		return [{line: Math.max(1, line), column: 1, message}];
	}
}
