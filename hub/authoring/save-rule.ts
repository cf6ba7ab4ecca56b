import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {assertMayPublish} from '../policy/publish.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {type Trial, tryRule} from './try-rule.ts';
import {type PackHead, workingCopy} from './working-copy.ts';

export interface Save {
	pack: string;
	/** The id under which it is kept; nothing for a new one. */
	rule: string | null;
	yaml: string;
	/** The save that was edited: if there is a newer one, somebody else was here. */
	was: number | null;
}

/** Saves a rule whose examples all behave. Throws `Refused` otherwise: nothing is changed then, and the draft is kept. */
export async function saveRule(trx: Transaction, deps: Deps, caller: Caller, save: Save): Promise<string> {
	const admin = await admit(trx, caller, deps.now());
	assertMayPublish(admin);
	const copy = await workingCopy(trx);
	const trial = tryRule(copy, save, deps.now());
	assertFit(trial);
	const {id} = trial.rule!;
	const before = copy.packs.find(({head}) => head.id === save.pack)?.rules.find(({rule}) => rule.id === id);
	if (before && before.change !== 'removed' && before.n !== save.was) throw changedMeanwhile();
	await putText(trx, deps, {pack: save.pack, rule: id, yaml: save.yaml, by: admin.person});
	await dropDraft(trx, {person: admin.person, pack: save.pack, rule: save.rule ?? newRule});
	return id;
}

/** Takes a rule out of what is published next. */
export async function removeRule(
	trx: Transaction,
	deps: Deps,
	caller: Caller,
	{pack, rule, was}: Omit<Save, 'yaml'> & {rule: string},
): Promise<void> {
	const admin = await admit(trx, caller, deps.now());
	assertMayPublish(admin);
	const copy = await workingCopy(trx);
	const before = copy.packs.find(({head}) => head.id === pack)?.rules.find(own => own.rule.id === rule);
	if (!before || before.change === 'removed')
		throw new Refused(404, 'unknown-rule', 'There is no such rule.');
	if (before.n !== was) throw changedMeanwhile();
	await putText(trx, deps, {pack, rule, yaml: null, by: admin.person});
}

/** Under which a draft of a rule without an id is kept. */
export const newRule = 'new';

export async function keepDraft(
	trx: Transaction,
	draft: {person: string; pack: string; rule: string; yaml: string; at: number},
): Promise<void> {
	const {yaml, at} = draft;
	await trx
		.insertInto('rule_drafts')
		.values(draft)
		.onConflict(conflict => conflict.columns(['person', 'pack', 'rule']).doUpdateSet({yaml, at}))
		.execute();
}

export async function dropDraft(
	trx: Transaction,
	{person, pack, rule}: {person: string; pack: string; rule: string},
): Promise<void> {
	await trx
		.deleteFrom('rule_drafts')
		.where('person', '=', person)
		.where('pack', '=', pack)
		.where('rule', '=', rule)
		.execute();
}

/** One save more, with its entry in the archive. */
export async function putText(
	trx: Transaction,
	deps: Deps,
	{by, ...text}: {pack: string; rule: string; yaml: string | null; by: string},
): Promise<void> {
	const n = await nextNumber(trx);
	await trx
		.insertInto('rule_texts')
		.values({n, ...text, by, at: deps.now()})
		.execute();
	await journal(trx, deps, {
		type: text.yaml === null ? 'rule.removed' : 'rule.saved',
		by,
		body: {n, ...text},
	});
}

export async function putHead(trx: Transaction, deps: Deps, head: PackHead, by: string): Promise<void> {
	const n = await nextNumber(trx);
	const row = {n, pack: head.id, head: JSON.stringify(head), by, at: deps.now()};
	await trx.insertInto('pack_texts').values(row).execute();
	await journal(trx, deps, {type: 'pack.saved', by, body: {n, head}});
}

async function nextNumber(trx: Transaction): Promise<number> {
	const newest = async (table: 'rule_texts' | 'pack_texts') =>
		(
			await trx
				.selectFrom(table)
				.select(({fn}) => fn.max('n').as('n'))
				.executeTakeFirst()
		)?.n ?? 0;
	return 1 + Math.max(Number(await newest('rule_texts')), Number(await newest('pack_texts')));
}

function assertFit({problems, examples}: Trial): void {
	const [problem] = problems;
	if (problem) throw new Refused(422, 'not-a-rule', `Line ${problem.line}: ${problem.message}`);
	const failing = examples.filter(example => example.problem !== null);
	if (failing.length === 0) return;
	const [{line, text, problem: why} = {line: 1, text: '', problem: ''}] = failing;
	const more = failing.length > 1 ? ` And ${failing.length - 1} more.` : '';
	throw new Refused(422, 'examples-fail', `Line ${line}: "${text.slice(0, 80)}" ${why}.${more}`);
}

function changedMeanwhile(): Refused {
	return new Refused(
		409,
		'changed-meanwhile',
		'Somebody else saved this rule meanwhile. Load it again; what you typed is kept as your draft.',
	);
}
