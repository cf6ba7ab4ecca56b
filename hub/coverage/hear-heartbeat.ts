/** A browser said how it guards, and with which rules: in the transaction that archives it. */
import type {DeviceRecordOf} from '#lib/core/archive/record.ts';
import type {Deps} from '../deps.ts';
import {policyAt} from '../policy/policies.ts';
import type {Transaction} from '../store/schema.ts';
import {endWhenArrived} from './pause.ts';
import {firstSeen} from './seen.ts';

export async function hearHeartbeat(
	trx: Transaction,
	deps: Deps,
	{device, body}: DeviceRecordOf<'heartbeat'>,
): Promise<void> {
	const now = deps.now();
	const before = await trx.selectFrom('coverage').selectAll().where('device', '=', device).executeTakeFirst();
	const {policy: digest, extension, browser, gate, waiting} = body;
	const row = {
		...(before ?? firstSeen(device, now)),
		...{digest, extension, browser, gate, waiting, said_at: now, seen_at: now},
		since: before && before.digest === digest && before.said_at !== null ? before.since : now,
	};
	const {device: _, ...said} = row;
	await trx
		.insertInto('coverage')
		.values(row)
		.onConflict(conflict => conflict.column('device').doUpdateSet(said))
		.execute();
	if (digest !== null && digest === (await policyAt(trx, now))?.digest)
		await endWhenArrived(trx, deps, device);
}
