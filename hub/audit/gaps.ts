/** The gap register of the hub: what each look found, and what people say about it. */

import type {Period} from '#lib/core/archive/completeness/facts.ts';
import {findGaps} from '#lib/core/archive/completeness/find-gaps.ts';
import {
	decideGap,
	type Found,
	type Gap,
	type GapCommand,
	mergeGaps,
} from '#lib/core/archive/completeness/gap.ts';
import {type Statement, statementOf} from '#lib/core/archive/completeness/statement.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {assertWholeFirm, type LookDeps, nextNumber, recorded} from './auditor.ts';
import {factsOf} from './facts.ts';
import {integrityOf} from './integrity.ts';

export async function listGaps(db: Reader): Promise<Gap[]> {
	const rows = await db.selectFrom('gaps').select('gap').orderBy('n').execute();
	return rows.map(({gap}) => JSON.parse(gap) as Gap);
}

/** Looks at everything again, brings the register up to date, and says what can be said of the period. */
export async function completeness(
	deps: LookDeps,
	index: ArchiveIndex,
	caller: Caller | null,
	period: Period,
): Promise<Statement> {
	// Before the work, not only with what it writes: whoever may not ask sets nothing in motion
	if (caller) assertWholeFirm(caller, ['auditor', 'admin']);
	await index.grow();
	const facts = await factsOf(deps, period);
	const look = findGaps(facts);
	const integrity = await integrityOf(deps, period);
	return deps.store.write(async trx => {
		if (caller) assertWholeFirm(await admit(trx, caller, deps.now()), ['auditor', 'admin']);
		const by = caller?.person ?? null;
		await keep(trx, deps, by, look.found, period);
		const statement = statementOf(facts, look, await listGaps(trx), integrity);
		await journal(trx, deps, {type: 'completeness.stated', by, body: {statement: statement.text, period}});
		return statement;
	});
}

async function keep(
	trx: Transaction,
	deps: LookDeps,
	by: string | null,
	found: readonly Found[],
	period: Period,
): Promise<void> {
	const {added, changed} = mergeGaps(await listGaps(trx), found, period);
	for (const one of added) {
		const {n, id} = await nextNumber(trx, 'gaps', 'G');
		const blank = {owner: null, reason: '', evidence: '', explainedBy: null, closedBy: null};
		const gap: Gap = {...one, id, state: 'open', foundAt: deps.now(), ...blank};
		await trx
			.insertInto('gaps')
			.values({id, n, key: gap.key, state: gap.state, gap: JSON.stringify(gap)})
			.execute();
		await journal(trx, deps, {type: 'gap.found', by, body: {gap}});
	}
	for (const gap of changed) {
		await putGap(trx, gap);
		await journal(trx, deps, {type: gap.state === 'filled' ? 'gap.filled' : 'gap.changed', by, body: {gap}});
	}
}

export function commandGap(deps: Deps, caller: Caller, id: string, command: GapCommand): Promise<Gap> {
	return recorded(deps, caller, `gap.${command.type}`, async (trx, admitted) => {
		assertWholeFirm(admitted, ['auditor', 'admin']);
		const row = await trx.selectFrom('gaps').select('gap').where('id', '=', id).executeTakeFirst();
		if (!row) throw new Refused(404, 'unknown-gap', 'There is no such gap.');
		const gap = decideGap(JSON.parse(row.gap) as Gap, command, caller.person);
		if (typeof gap === 'string') throw new Refused(409, gap, words[gap]);
		await putGap(trx, gap);
		return {value: gap, body: {gap: id, command}};
	});
}

const words = {
	'no-reason': 'Say why, in a sentence.',
	'not-explained': 'Nobody has explained this gap yet.',
	'same-person': 'Somebody else has to agree: you explained it yourself.',
	'not-open': 'This gap is closed. Open it again first.',
	'is-open': 'This gap is open.',
};

async function putGap(trx: Transaction, gap: Gap): Promise<void> {
	await trx
		.updateTable('gaps')
		.set({state: gap.state, gap: JSON.stringify(gap)})
		.where('id', '=', gap.id)
		.execute();
}
