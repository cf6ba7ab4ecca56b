/** What a browser at the console may do with its device key, and when: see browser-device.ts. */
import type {FastifyRequest} from 'fastify';
import type {Deps} from '../deps.ts';
import type {Device} from '../identity/devices.ts';
import {Refused} from '../refused.ts';
import {statement} from '../store/statement.ts';
import {readCookie} from './cookies.ts';
import {findSession} from './sessions.ts';

const reviewing = new Set([
	...['/v1/me', '/v1/holds', '/v1/holds/:id', '/v1/holds/:id/commands'],
	...['/v1/ready', '/v1/ready/versions', '/v1/ready/trials'],
	...['/v1/ready/:id/:version/approval', '/v1/ready/:id/:version/end'],
]);
/** Letting a post out takes the extension, which watches the page it goes out from. */
const posting = new Set(['release', 'sent', 'failed']);

const ofConsole = statement('select 1 from console_devices where device = ?');

/** Throws for such a device when its person is not signed in, and when it does more than review. */
export async function assertSignedIn(
	request: FastifyRequest,
	{store, now}: Pick<Deps, 'store' | 'now'>,
	{id, person}: Pick<Device, 'id' | 'person'>,
): Promise<void> {
	const own = await ofConsole(store.db, id);
	if (own.length === 0) return;
	const secret = readCookie(request, 'session');
	const session = secret && (await findSession(store.db, secret, now()));
	if (!session || session.person !== person)
		throw new Refused(401, 'not-signed-in', 'Sign in to the console to go on.');
	const {type} = (request.body ?? {}) as {type?: string};
	const isSubmit = request.routeOptions.url === '/v1/holds' && request.method !== 'GET';
	if (!reviewing.has(request.routeOptions.url ?? '') || isSubmit || posting.has(type ?? ''))
		throw new Refused(403, 'only-review', 'This browser reviews. Posting takes the Countersign extension.');
}
