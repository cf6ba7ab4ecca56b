import {nextReading, type Reading, readingOf} from '#lib/core/policy/read-again.ts';
import type {WorkingCopy, WorkingRule} from './working-copy.ts';

export interface ToRead extends WorkingRule {
	pack: string;
	when: Reading;
}

/** Rules that somebody has to read again soon, or should have: the longest due first. */
export function toRead({packs}: WorkingCopy, now: number): ToRead[] {
	return packs
		.flatMap(({head, rules}) => rules.map(rule => ({...rule, pack: head.id})))
		.filter(({change}) => change !== 'removed')
		.flatMap(own => {
			const when = readingOf(own.rule, now);
			return when === null ? [] : [{...own, when}];
		})
		.sort((a, b) => (a.rule.review! < b.rule.review! ? -1 : 1));
}

/** Of a rule that says nothing of it: who takes it into use answers for it, and reads it again in six months. */
export function withReader(yaml: string, owner: string, now: number): string {
	const lines = {owner: JSON.stringify(owner), review: nextReading(now)};
	const missing = Object.entries(lines).filter(([name]) => !new RegExp(`^${name}:`, 'm').test(yaml));
	return [yaml.trimEnd(), ...missing.map(([name, value]) => `${name}: ${value}`), ''].join('\n');
}

/** An owner is a name on a rule: whoever has it. */
export const answersFor = ({rule}: Pick<WorkingRule, 'rule'>, name: string): boolean =>
	rule.owner?.trim().toLowerCase() === name.trim().toLowerCase();
