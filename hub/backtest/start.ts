/** Which rules are tried, and beside which. */
import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import {packsIn, packsToPublish, type WorkingCopy, workingCopy} from '../authoring/working-copy.ts';
import type {Deps} from '../deps.ts';
import {admit, type SessionCaller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import type {Ordered} from './run.ts';

export type Subject =
	/** Everything that was changed since the last release. */
	| {kind: 'changes'}
	| {kind: 'rule'; pack: string; rule: string}
	| {kind: 'pack'; pack: string}
	/** What a release changed: the hub asks by itself. */
	| {kind: 'release'; version: number};

/** Writes down that it begins; `runBacktest` does the rest. */
export async function orderBacktest(
	trx: Transaction,
	deps: Deps,
	asking: SessionCaller,
	{subject, days}: {subject: Exclude<Subject, {kind: 'release'}>; days: number},
): Promise<Ordered> {
	const caller = await admit(trx, asking, deps.now());
	assertMayTry(caller);
	await assertIdle(trx, deps);
	const copy = await workingCopy(trx);
	const ordered = {id: deps.id(), ...packsOf(copy, subject), days, isOpenOnly: false};
	if (ordered.tried.length === 0) throw new Refused(409, 'nothing-to-try', 'There are no such rules.');
	await insertBacktest(trx, deps, {id: ordered.id, subject, by: caller.person, days});
	const body = {backtest: ordered.id, subject, days};
	await journal(trx, deps, {type: 'backtest.started', by: caller.person, body});
	return ordered;
}

export async function insertBacktest(
	trx: Transaction,
	{now}: Pick<Deps, 'now'>,
	{id, subject, by, days}: {id: string; subject: Subject; by: string | null; days: number},
): Promise<void> {
	const row = {id, subject: JSON.stringify(subject), by, at: now(), days, problem: null};
	await trx
		.insertInto('backtests')
		.values({...row, state: 'running', done: 0, total: 0, moved_at: now()})
		.execute();
}

/** Its items belong to the whole firm, and so must whoever reads them. */
export function assertMayTry({roles}: Pick<SessionCaller, 'roles'>): void {
	if (hasRole(roles, 'admin', everywhere) || hasRole(roles, 'rule-reviewer', everywhere)) return;
	throw new Refused(
		403,
		'not-an-admin',
		'Only an admin of the whole firm or a rule reviewer tries rules on the archive.',
	);
}

/** Milliseconds without a step after which one that runs is one that died with its process. */
export const deadAfter = 60_000;

/** Two at once would take the machine from the people who post. */
async function assertIdle(trx: Transaction, {now}: Deps): Promise<void> {
	const busy = await trx
		.selectFrom('backtests')
		.select('id')
		.where('state', '=', 'running')
		.where('moved_at', '>', now() - deadAfter)
		.where('by', 'is not', null)
		.executeTakeFirst();
	if (busy) throw new Refused(409, 'busy', 'Another one is running. Wait for it, or stop it.');
}

function packsOf(copy: WorkingCopy, subject: Exclude<Subject, {kind: 'release'}>) {
	const changed = new Set(
		copy.packs.flatMap(({head, rules}) =>
			rules.flatMap(({rule, change}) => (change === 'same' ? [] : [`${head.id} ${rule.id}`])),
		),
	);
	const isMeant = (pack: string, rule: string) =>
		subject.kind === 'changes'
			? changed.has(`${pack} ${rule}`)
			: pack === subject.pack && (subject.kind === 'pack' || rule === subject.rule);
	const wanted = (packs: readonly Pack[], fits: typeof isMeant) =>
		packs
			.map(pack => ({...pack, rules: pack.rules.filter(({id}) => fits(pack.id, id))}))
			.filter(({rules}) => rules.length > 0);
	const {company} = copy.published ?? nothingPublished();
	return {
		tried: wanted(packsToPublish(copy), isMeant),
		// Of a whole pack only what was changed is compared: the rest would find the same twice
		inForce: wanted(
			packsIn(copy.published),
			(pack, rule) => isMeant(pack, rule) && changed.has(`${pack} ${rule}`),
		),
		company,
	};
}

function nothingPublished(): never {
	throw new Refused(409, 'no-rules', 'Publish first rules before you try others on the archive.');
}
