import type {Stop} from '#lib/api/contract.ts';
import {hasRole, type RoleAt} from '#lib/core/identity/roles.ts';
import type {Reader} from '../store/schema.ts';

export interface ShownPause {
	id: string;
	device: string | null;
	account: string | null;
	location: string;
	reason: string;
	by: string;
	at: number;
	liftBy: string | null;
	liftReason: string | null;
	mayLift: boolean;
}

/** The pauses that have not ended, oldest first, in this person's places. */
export async function openPauses(
	db: Reader,
	{person, roles}: {person: string; roles: readonly RoleAt[]},
): Promise<ShownPause[]> {
	const rows = await db
		.selectFrom('pauses')
		.innerJoin('stops', 'stops.id', 'pauses.id')
		.innerJoin('people', 'people.id', 'pauses.by')
		.leftJoin('people as lifter', 'lifter.id', 'pauses.lift_by')
		.selectAll('pauses')
		.select(['stops.stop', 'people.name as by_name', 'lifter.name as lifter_name'])
		.where('ended_at', 'is', null)
		.orderBy('pauses.at')
		.execute();
	const handles = new Map(
		(await db.selectFrom('accounts').select(['site', 'id', 'handle']).execute()).map(account => [
			`${account.site} ${account.id}`,
			account.handle,
		]),
	);
	return rows.flatMap(row => {
		const {location, account, reason} = JSON.parse(row.stop) as Stop;
		if (!hasRole(roles, 'admin', location) && !hasRole(roles, 'auditor', location)) return [];
		return [
			{
				...{id: row.id, device: row.device, location, reason, by: row.by_name, at: row.at},
				account: account && (handles.get(`${account.site} ${account.id}`) ?? account.id),
				liftBy: row.lifter_name,
				liftReason: row.lift_reason,
				mayLift: hasRole(roles, 'admin', location) && row.lift_by !== person,
			},
		];
	});
}
