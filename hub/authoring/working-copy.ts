/**
 * The rules as they would be published next: what was published last, with every save since on top. Its rules were all
 * parsed and proven when they were saved, so reading it cannot fail.
 */
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Rule} from '#lib/core/policy/rule.schema.ts';
import {readMeta, writeMeta} from '../identity/organisation.ts';
import {type Bundle, bundleSchema} from '../policy/bundle.schema.ts';
import {bundleBytes} from '../policy/policies.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {readRuleText, textOfRule} from './rule-text.ts';

export type PackHead = Omit<Pack, 'rules'>;

export interface WorkingRule {
	rule: Rule;
	yaml: string;
	/** `same` as published, or how it differs. */
	change: 'same' | 'new' | 'changed' | 'removed';
	/** The save it comes from; nothing if it is as published. */
	n: number | null;
}

interface WorkingPack {
	head: PackHead;
	rules: WorkingRule[];
}

export interface WorkingCopy {
	/** The bundle published last, also when its time has not come. */
	published: Bundle | null;
	packs: WorkingPack[];
	/** The newest save. */
	n: number;
}

const releasedKey = 'rules-released';

export async function workingCopy(db: Reader): Promise<WorkingCopy> {
	const published = await newestBundle(db);
	const since = Number((await readMeta(db, releasedKey)) ?? 0);
	const [texts, heads] = [await newestTexts(db), await newestHeads(db)];
	const packs = new Map<string, WorkingPack>();
	for (const {rules, ...head} of packsIn(published))
		packs.set(head.id, {
			head,
			rules: rules.map(rule => ({rule, yaml: textOfRule(rule), change: 'same', n: null})),
		});
	for (const {head, n} of heads) if (n > since) putHead(packs, JSON.parse(head) as PackHead);
	for (const text of texts) apply(packs, text, text.n > since);
	const n = Math.max(0, ...texts.map(text => text.n), ...heads.map(head => head.n));
	return {published, packs: [...packs.values()], n};
}

/** As a bundle takes them: without what was taken out. */
export function packsToPublish({packs}: WorkingCopy): Pack[] {
	return packs
		.map(({head, rules}) => ({
			...head,
			rules: rules.filter(({change}) => change !== 'removed').map(({rule}) => rule),
		}))
		.filter(({rules}) => rules.length > 0);
}

/** The saves up to `n` are in force: they are no longer changes. */
export async function markReleased(trx: Transaction, n: number): Promise<void> {
	await writeMeta(trx, releasedKey, String(n));
}

export function packsIn(bundle: Bundle | null): Pack[] {
	return (bundle?.packs ?? []) as unknown as Pack[];
}

async function newestBundle(db: Reader): Promise<Bundle | null> {
	const row = await db
		.selectFrom('policies')
		.select('digest')
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? bundleSchema.parse(JSON.parse((await bundleBytes(db, row.digest))!)) : null;
}

interface Text {
	n: number;
	pack: string;
	rule: string;
	yaml: string | null;
}

async function newestTexts(db: Reader): Promise<Text[]> {
	return db
		.selectFrom('rule_texts')
		.select(['n', 'pack', 'rule', 'yaml'])
		.where(
			'n',
			'in',
			db
				.selectFrom('rule_texts')
				.select(({fn}) => fn.max('n').as('n'))
				.groupBy(['pack', 'rule']),
		)
		.orderBy('n')
		.execute();
}

async function newestHeads(db: Reader): Promise<{n: number; head: string}[]> {
	return db
		.selectFrom('pack_texts')
		.select(['n', 'head'])
		.where(
			'n',
			'in',
			db
				.selectFrom('pack_texts')
				.select(({fn}) => fn.max('n').as('n'))
				.groupBy('pack'),
		)
		.orderBy('n')
		.execute();
}

function putHead(packs: Map<string, WorkingPack>, head: PackHead): void {
	packs.set(head.id, {head, rules: packs.get(head.id)?.rules ?? []});
}

/** A save that is in force only lends its text, with the comments a person wrote into it. */
function apply(packs: Map<string, WorkingPack>, {n, pack, rule: id, yaml}: Text, isPending: boolean): void {
	const own = packs.get(pack);
	if (!own) return;
	const at = own.rules.findIndex(({rule}) => rule.id === id);
	const before = own.rules[at];
	if (yaml === null) {
		if (isPending && before) own.rules[at] = {...before, change: 'removed', n};
		return;
	}
	const read = readRuleText(yaml);
	if ('problems' in read) return;
	const isSame = before !== undefined && canonicalJson(before.rule) === canonicalJson(read.data);
	if (before && isSame) own.rules[at] = {...before, yaml};
	else if (!isPending) return;
	else if (before) own.rules[at] = {rule: read.data, yaml, change: 'changed', n};
	else own.rules.push({rule: read.data, yaml, change: 'new', n});
}
