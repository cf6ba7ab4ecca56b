import type {Actor} from '#lib/core/review/command.ts';
import type {Deps} from '../deps.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {findDevice} from './devices.ts';
import {assertMayActFor, existing} from './invites.ts';

/** A person may end his own devices; an admin those of everybody in his place. Repeated, it has one effect. */
export async function endDeviceOf(trx: Transaction, deps: Deps, by: Actor, id: string): Promise<void> {
	const device = await findDevice(trx, id);
	if (device?.person !== by.person && !by.roles.some(({role}) => role === 'admin'))
		throw new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
	if (!device) throw new Refused(404, 'unknown-device', 'There is no such device.');
	assertMayActFor(by, await existing(trx, device.person));
	if (device.revokedAt !== null) return;
	await trx.updateTable('devices').set({revoked_at: deps.now()}).where('id', '=', id).execute();
	const body = {device: id, person: device.person};
	await journal(trx, deps, {type: 'device.revoked', by: by.person, body});
}
