/** An item in the words by which the evaluation counts it. Whatever an older version wrote, or what was erased, says less. */
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {Draft, Operation, SiteId} from '#lib/core/draft.ts';
import {factsOf, toldIn} from '#lib/core/evaluation/facts.ts';
import {nothingTold, toldAfter} from '#lib/core/evaluation/told.ts';
import {askedBefore} from '#lib/core/review/wait.ts';
import {at, textOf} from './read-content.ts';
import {type ItemRow, listed, unlisted} from './tables.ts';

/** After each change: the words follow from the row, what was told of rules is kept in them. */
export function evaluated(row: ItemRow): ItemRow {
	return {...row, facts: listed(factsOf(row, toldIn(unlisted(row.facts))))};
}

/** What a submission, or a record of what goes out, tells of rules; `before`: the words of the version before it. */
export function heard(before: string | undefined, said: unknown): string {
	const told = toldAfter(before ? toldIn(unlisted(before)) : nothingTold, {
		findings: faultsIn(at(said, 'findings')),
		fixed: namesIn(at(said, 'helped', 'fixed')),
		corrected: namesIn(at(said, 'helped', 'corrected')),
		note: textOf(at(said, 'note')),
	});
	return listed(factsOf({...nowhere, state: 'superseded'}, told));
}

const nowhere = {
	...{kind: '', location: '', approvers: '', held_at: null, approved_at: null},
	...{outcome_at: null, asked_at: null},
};

function faultsIn(findings: unknown): {rule: string; isTip: boolean}[] {
	if (!Array.isArray(findings)) return [];
	return findings
		.filter(finding => at(finding, 'route') !== true && isName(textOf(at(finding, 'rule'))))
		.map(finding => ({
			rule: textOf(at(finding, 'rule')),
			isTip: at(finding, 'severity') === 'advise',
		}));
}

function namesIn(rules: unknown): string[] {
	return Array.isArray(rules) ? rules.map(textOf).filter(isName) : [];
}

/** A device says what it likes: only what can be a rule's name becomes a word. */
function isName(rule: string): boolean {
	return /^[A-Z]{2,5}-\d{2,3}$/.test(rule);
}

/** When the customer wrote who waits for this draft. */
export function askedAt(leaf: Leaf, draft: unknown, context: unknown): number | null {
	const id = textOf(at(draft, 'target', 'id'));
	const said = at(context, 'askedAt');
	const answering = {
		operation: textOf(at(draft, 'operation')) as Operation,
		site: leaf.site as SiteId,
		target: id ? ({kind: textOf(at(draft, 'target', 'kind')), id} as Draft['target']) : null,
	};
	return askedBefore(leaf.at, answering, typeof said === 'number' ? said : undefined) ?? null;
}
