/** What people have said of each rule's findings since it is as it is: right, or wrong, and who said so. */
import {sql} from 'kysely';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Rule} from '#lib/core/policy/rule.schema.ts';
import type {Judged} from '#lib/core/policy/step-back.ts';
import {unlisted} from '../archive/search/tables.ts';
import {packsIn} from '../authoring/working-copy.ts';
import type {Deps} from '../deps.ts';
import type {Bundle} from '../policy/bundle.schema.ts';
import {bundleBytes} from '../policy/policies.ts';
import type {Reader} from '../store/schema.ts';

/** Milliseconds: older findings say nothing of how people write now. */
const longest = 180 * 24 * 60 * 60_000;

export interface Tally extends Judged {
	right: number;
	wrong: Map<string, number>;
}

export type Since = ReadonlyMap<string, number>;

export async function judgedSince(db: Reader, since: Since, now: number): Promise<Map<string, Tally>> {
	const from = now - longest;
	const said = [...(await decided(db, from)), ...(await marked(db, from))];
	const counted = said.filter(({rule, at}) => at >= (since.get(rule) ?? now));
	return new Map([...Map.groupBy(counted, ({rule}) => rule)].map(([rule, own]) => [rule, tallyOf(own)]));
}

function tallyOf(said: readonly Said[]): Tally {
	const wrong = new Map<string, number>();
	for (const {isRight, by} of said) if (!isRight) wrong.set(by, (wrong.get(by) ?? 0) + 1);
	return {right: said.filter(({isRight}) => isRight).length, wrong};
}

/** One finding, judged by one person. */
interface Said {
	rule: string;
	isRight: boolean;
	by: string;
	at: number;
}

/** From when it was written for approval, or went out: what an older text of the rule found is none of its findings. */
async function decided(db: Reader, from: number): Promise<Said[]> {
	const {rows} = await sql<{facts: string; approvers: string; at: number}>`select facts, approvers,
		coalesce(held_at, at) as at from archive_items
		where until is null and at >= ${from} and facts like '%-now:%'`.execute(db);
	return rows.flatMap(({facts, approvers, at}) =>
		unlisted(facts).flatMap(fact => {
			const [, outcome, rule] = /^(fixed|corrected|returned|conceded)-now:(.+)$/.exec(fact) ?? [];
			const by = unlisted(approvers).at(-1) ?? '';
			return rule ? [{rule, isRight: outcome !== 'conceded', by, at: Number(at)}] : [];
		}),
	);
}

/** Only of hits that the rule in force had: a draft of it is judged elsewhere. */
async function marked(db: Reader, from: number): Promise<Said[]> {
	const rows = await db
		.selectFrom('backtest_hits')
		.select(['rule', 'mark', 'marked_by', 'marked_at'])
		.where('mark', 'is not', null)
		.where('kind', '=', 'same')
		.where('marked_at', '>=', from)
		.execute();
	return rows.map(({rule, mark, marked_by, marked_at}) => ({
		...{rule, isRight: mark === 'right', by: marked_by ?? '', at: marked_at ?? 0},
	}));
}

interface Followed {
	version: number;
	texts: Map<string, string>;
	since: Map<string, number>;
}

const followed = new WeakMap<Deps['store'], Followed>();

/** Since when each rule finds what it finds now, and has not stepped back: versions are read once. */
export async function unchangedSince({store, now}: Deps): Promise<Since> {
	const {db} = store;
	const known = followed.get(store) ?? {version: 0, texts: new Map(), since: new Map()};
	const versions = await db
		.selectFrom('policies')
		.select(['version', 'digest', 'not_before', 'at'])
		.where('version', '>', known.version)
		.where('not_before', '<=', now())
		.orderBy('version')
		.execute();
	for (const {version, digest, not_before, at} of versions) {
		const bundle = JSON.parse((await bundleBytes(db, digest))!) as Bundle;
		for (const [rule, text] of textsOf(bundle)) {
			if (known.texts.get(rule) !== text) known.since.set(rule, Math.max(not_before, at));
			known.texts.set(rule, text);
		}
		known.version = version;
	}
	followed.set(store, known);
	const back = await db
		.selectFrom('step_backs')
		.select(['rule', ({fn}) => fn.max('at').as('at')])
		.groupBy('rule')
		.execute();
	const since = new Map(known.since);
	for (const {rule, at} of back) since.set(rule, Math.max(since.get(rule) ?? 0, Number(at) + 1));
	return since;
}

/** What decides on its findings; who owns it, or when it is read again, does not. */
export function textOf(rule: Rule): string {
	const {owner: _, review: __, budget: ___, least: ____, examples: _____, ...finding} = rule;
	return canonicalJson(finding);
}

function textsOf(bundle: Bundle): [string, string][] {
	return packsIn(bundle).flatMap(({rules}) => rules.map((rule): [string, string] => [rule.id, textOf(rule)]));
}
