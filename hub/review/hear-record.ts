import type {DeviceRecordOf} from '#lib/core/archive/record.ts';
import type {Actor, Command} from '#lib/core/review/command.ts';
import {decide} from '#lib/core/review/decide.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import type {DeviceRecordsOptions} from '../archive/device-records.ts';
import {hearHeartbeat} from '../coverage/hear-heartbeat.ts';
import type {Deps} from '../deps.ts';
import {findAccount} from '../identity/accounts.ts';
import {journal} from '../journal.ts';
import {hearOutcome, hearUse} from '../ready/uses.ts';
import type {Transaction} from '../store/schema.ts';
import {countShadow, postOf} from './count-shadow.ts';
import {loadHold, saveEvents} from './hold-store.ts';

/** How the archive takes in what devices deliver. */
export function recordOptions(deps: Deps) {
	const {archive, store, now} = deps;
	const {db, write} = store;
	return {archive, db, write, now, onRecord: hearEach(deps)};
}

type OnRecord = NonNullable<DeviceRecordsOptions['onRecord']>;
type Outcome = DeviceRecordOf<'interaction.sent' | 'interaction.failed'>;

/** What a record says to the rest of the hub, in its own transaction. */
function hearEach(deps: Deps): OnRecord {
	const hearOutcome = hearRecord(deps);
	return async (trx, record, at) => {
		// The archive knows only its own tables; the transaction is the hub's
		if (record.kind === 'heartbeat') await hearHeartbeat(trx as Transaction, deps, record);
		else await hearOutcome(trx, record, at);
	};
}

/**
 * A captured outcome moves its hold, in the transaction that archives the capture: a hold is `archived` exactly when the
 * record of what was sent is in the log. A record that fits no release is kept all the same, with an incident.
 */
function hearRecord(deps: Deps): OnRecord {
	return async (executor, record, {index, person}) => {
		if (record.kind === 'interaction.releasing') {
			await hearReleasing(executor as Transaction, deps, record, index);
			return hearUse(executor as Transaction, deps, record, {index, person});
		}
		if (record.kind !== 'interaction.sent' && record.kind !== 'interaction.failed') return;
		const {hold: id} = record.body;
		if (id === undefined) return hearOutcome(executor as Transaction, deps, record);
		// The archive knows only its own tables; the transaction is the hub's
		const trx = executor as Transaction;
		const hold = await loadHold(trx, id);
		const by = {person, device: record.device, roles: []};
		const problem = hold ? await apply(trx, deps, hold, record, by) : 'unknown-hold';
		if (problem)
			await journal(trx, deps, {
				type: 'incident.unreleased',
				by: person,
				body: {record: index, hold: id, problem},
			});
	};
}

/** What no second person saw was counted nowhere yet. */
async function hearReleasing(
	trx: Transaction,
	deps: Deps,
	{body: {hold, draft}}: DeviceRecordOf<'interaction.releasing'>,
	index: number,
): Promise<void> {
	if (hold !== undefined || !(await deps.rules.current(trx))?.triesInSilence) return;
	const account = await findAccount(trx, draft.site, draft.account);
	if (account) await countShadow(trx, deps, {item: postOf(index), draft, context: {}}, account.location);
}

async function apply(
	trx: Transaction,
	deps: Deps,
	before: Hold,
	record: Outcome,
	by: Actor,
): Promise<string | undefined> {
	let hold = before;
	for (const command of commandsOf(record)) {
		const events = decide(hold, command, {by, now: deps.now()});
		if (typeof events === 'string') return events;
		hold = (await saveEvents(trx, deps, hold, events)) ?? hold;
	}
	return;
}

function commandsOf({kind, body}: Outcome): Command[] {
	// It may be public: the hold stays released, and becomes an open alarm if nobody says more
	if (kind === 'interaction.failed' && body.unsure) return [];
	if (kind === 'interaction.failed') return [{type: 'failed', release: body.release, reason: body.reason}];
	const {release, siteId, url, digest} = body;
	return [{type: 'sent', release, siteId, url, digest}, {type: 'archive'}];
}
