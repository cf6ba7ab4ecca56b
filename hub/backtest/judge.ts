/** What tried rules say of one archived item, beside what the rules in force say of it. Pure. */
import {hash} from 'node:crypto';
import type {Draft} from '#lib/core/draft.ts';
import type {Company} from '#lib/core/policy/company.ts';
import {findingsOf} from '#lib/core/policy/draft-input.ts';
import {check, type Engine} from '#lib/core/policy/engine.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {type Stages, shownAt} from '#lib/core/policy/stages.ts';
import {at, draftOf, textOf} from '../archive/search/read-content.ts';
import type {ItemRow} from '../archive/search/tables.ts';
import type {BacktestTables, HitKind, Standing} from './tables.ts';

export type Hit = Omit<BacktestTables['backtest_hits'], 'backtest' | 'mark' | 'marked_by' | 'marked_at'>;

export type JudgedItem = Pick<
	ItemRow,
	'item' | 'location' | 'state' | 'account' | 'site_id' | 'held_at' | 'text_seq'
> & {type: string};

export interface Judges {
	tried: Engine;
	/** The same rules as they are in force; nothing where they are new. */
	inForce: Engine | null;
	company: Company;
	stages: Stages | null;
	now: number;
	/** Sites' ids of what was taken down, each behind its account. */
	taken: ReadonlySet<string>;
}

/** One hit for each rule that finds something, where it finds it first. */
export function judge(judges: Judges, item: JudgedItem, content: unknown): Hit[] {
	const draft = draftOf(item, content) as Draft | undefined;
	if (!draft) return [];
	const inReplyTo = textOf(at(content, 'event', 'submission', 'context', 'inReplyTo')) || undefined;
	const place = {location: item.location, inReplyTo};
	const all = findings(judges.tried, judges, draft, place);
	const {stages, now, inForce} = judges;
	const found = firstOf(stages ? shownAt(stages, all, {location: item.location, now}) : all);
	const before = firstOf(inForce ? findings(inForce, judges, draft, place) : []);
	const standing = standingOf(item, judges.taken);
	const hits = [...found].map(([rule, finding]) =>
		hitOf(item, finding, standing, kindOf(before.get(rule), finding)),
	);
	const gone = [...before].filter(([rule]) => !found.has(rule));
	return [...hits, ...gone.map(([, finding]) => hitOf(item, finding, standing, 'gone'))];
}

/** Stricter than before is new too: somebody has to do something that nobody had to. */
function kindOf(before: Finding | undefined, {severity}: Finding): HitKind {
	const order = ['advise', 'review', 'block'];
	return before && order.indexOf(before.severity) >= order.indexOf(severity) ? 'same' : 'new';
}

function findings(
	engine: Engine,
	{company, now}: Judges,
	draft: Draft,
	{location, inReplyTo}: {location: string; inReplyTo: string | undefined},
): readonly Finding[] {
	return findingsOf(draft, {company, location, inReplyTo, now}, input => check(engine, input));
}

function firstOf(found: readonly Finding[]): Map<string, Finding> {
	const first = new Map<string, Finding>();
	for (const finding of found) if (!first.has(finding.rule)) first.set(finding.rule, finding);
	return first;
}

function hitOf(item: JudgedItem, finding: Finding, standing: Standing, kind: HitKind): Hit {
	const {rule, severity, start, end} = finding;
	const lot = hash('sha256', `${item.item} ${rule}`).slice(0, 16);
	return {
		...{item: item.item, rule, severity, kind, standing, location: item.location},
		...{text_seq: Number(item.text_seq), span_start: start, span_end: end, lot},
		load: kind === 'new' && severity !== 'advise' && item.held_at === null ? 1 : 0,
	};
}

function standingOf(
	{state, account, site_id}: Pick<JudgedItem, 'state' | 'account' | 'site_id'>,
	taken: ReadonlySet<string>,
): Standing {
	if (state === 'held' || state === 'in_review') return 'waiting';
	if (state === 'approved') return 'approved';
	const isOut = state === 'sent' || state === 'unconfirmed';
	return isOut && !taken.has(`${account} ${site_id}`) ? 'live' : 'other';
}
