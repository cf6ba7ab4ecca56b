/**
 * A browser at the console as a reviewer's device: its key, made there and never to leave it, signs approvals like any
 * other device's. It counts only together with a session of the same person, and only for reviewing.
 */
import type {FastifyRequest} from 'fastify';
import type {PublicKey} from '#lib/api/contract.ts';
import type {Deps} from '../deps.ts';
import {admit, type SessionCaller} from '../http/authenticate.ts';
import {type Device, enrolDevice} from '../identity/devices.ts';
import {findPerson} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {isUniqueViolation} from '../store/violations.ts';
import {readCookie} from './cookies.ts';
import {findSession} from './sessions.ts';

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

const reviewing = new Set(['/v1/me', '/v1/holds', '/v1/holds/:id', '/v1/holds/:id/commands']);
/** Letting a post out takes the extension, which watches the page it goes out from. */
const posting = new Set(['release', 'sent', 'failed']);

/** Throws for such a device when its person is not signed in, and when it does more than review. */
export async function assertSignedIn(
	request: FastifyRequest,
	{store, now}: Pick<Deps, 'store' | 'now'>,
	{id, person}: Pick<Device, 'id' | 'person'>,
): Promise<void> {
	const own = await store.db
		.selectFrom('console_devices')
		.select('device')
		.where('device', '=', id)
		.executeTakeFirst();
	if (!own) return;
	const secret = readCookie(request, 'session');
	const session = secret && (await findSession(store.db, secret, now()));
	if (!session || session.person !== person)
		throw new Refused(401, 'not-signed-in', 'Sign in to the console to go on.');
	const {type} = (request.body ?? {}) as {type?: string};
	const isSubmit = request.routeOptions.url === '/v1/holds' && request.method !== 'GET';
	if (!reviewing.has(request.routeOptions.url ?? '') || isSubmit || posting.has(type ?? ''))
		throw new Refused(403, 'only-review', 'This browser reviews. Posting takes the Countersign extension.');
}
