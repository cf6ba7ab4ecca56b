/**
 * A browser at the console as a reviewer's device: its key, made there and never to leave it, signs approvals like any
 * other device's. It counts only together with a session of the same person, and only for reviewing.
 */
import type {PublicKey} from '#lib/api/contract.ts';
import type {Deps} from '../deps.ts';
import {admit, type SessionCaller} from '../http/authenticate.ts';
import {enrolDevice} from '../identity/devices.ts';
import {findPerson} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {isUniqueViolation} from '../store/violations.ts';

export async function enrolBrowser(
	trx: Transaction,
	deps: Deps,
	caller: SessionCaller,
	{key, label}: {key: PublicKey; label: string},
): Promise<string> {
	const {person: id} = await admit(trx, caller, deps.now());
	const person = (await findPerson(trx, id))!;
	const {device, certificate} = await enrolDevice(trx, deps, {person, key, label}).catch(error => {
		if (!isUniqueViolation(error)) throw error;
		throw new Refused(409, 'known-device', 'This browser is connected already. Load the page again.');
	});
	await trx.insertInto('console_devices').values({device}).execute();
	const body = {device, person, key, label, certificate, at: 'console'};
	await journal(trx, deps, {type: 'device.enrolled', by: id, body});
	return device;
}
