import type {Looks} from '#lib/api/console.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {Actor} from '#lib/core/review/command.ts';
import type {Deps} from '../deps.ts';
import {loadHold} from '../review/hold-store.ts';
import {directoryOf} from '../review/view.ts';
import {looksOf} from './habits.ts';
import type {LookTables} from './tables.ts';

/** Milliseconds that it looks back. */
const period = 90 * 24 * 60 * 60_000;
/** Persons: of fewer, each could be guessed at. */
const enough = 5;
/** Disagreements in one answer, at most: the latest. */
const most = 100;

/** How the second looks and the practice items of the last 90 days ended, at the places of this admin or auditor. */
export async function readLooks(deps: Deps, {roles}: Pick<Actor, 'roles'>): Promise<Looks> {
	const {db} = deps.store;
	const {secondLook, practice} = await looksOf(db);
	const rows = await db
		.selectFrom('looks')
		.selectAll()
		.where('at', '>', deps.now() - period)
		.orderBy('at', 'desc')
		.execute();
	const own = rows.filter(
		({location}) => hasRole(roles, 'admin', location) || hasRole(roles, 'auditor', location),
	);
	const of = (kind: 'second' | 'practice') => own.filter(row => row.kind === kind);
	const answered = of('practice').filter(({verdict}) => verdict !== null);
	const persons = new Set(answered.map(({person}) => person)).size;
	const second = of('second');
	const differs = second.filter(({verdict}) => verdict === 'differs').slice(0, most);
	return {
		habits: {secondLook, practice},
		second: {
			drawn: second.length,
			answered: second.filter(({verdict}) => verdict !== null).length,
			agreed: second.filter(({verdict}) => verdict === 'approves').length,
			differs: (await Promise.all(differs.map(row => difference(deps, row)))).filter(
				one => one !== undefined,
			),
		},
		practice: {
			given: of('practice').length,
			answered: answered.length,
			found: persons < enough ? null : answered.filter(({verdict}) => verdict === 'differs').length,
		},
	};
}

/** Nothing where the words were erased. */
async function difference(
	{store: {db}}: Deps,
	row: LookTables['looks'],
): Promise<Looks['second']['differs'][number] | undefined> {
	const hold = await loadHold(db, row.hold!);
	if (!hold) return;
	const names = await directoryOf(db, [hold, {...hold, authors: [row.person]}]);
	return {
		...{item: hold.id, at: Number(row.answered_at), location: row.location, reason: row.reason},
		text: hold.submission.draft.text,
		state: hold.state,
		approvedBy: hold.approvals.map(({reviewer}) => names.person(reviewer).name),
		by: names.person(row.person).name,
	};
}
