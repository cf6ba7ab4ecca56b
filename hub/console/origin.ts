/** Where the console is. Browsers give no passkey to an IP address, so on this machine it is `localhost`. */
import type {FastifyRequest} from 'fastify';
import type {Deps} from '../deps.ts';
import {Refused} from '../refused.ts';

const loopback = new Set(['127.0.0.1', '[::1]', '0.0.0.0', '[::]']);

/** `https://countersign.example.com`, without a slash at the end. */
export function consoleOrigin({url}: Pick<Deps, 'url'>): string {
	const address = new URL(url());
	if (loopback.has(address.hostname)) address.hostname = 'localhost';
	return address.origin;
}

/** The name that passkeys are for. */
export function consoleHost(deps: Pick<Deps, 'url'>): string {
	return new URL(consoleOrigin(deps)).hostname;
}

/** Throws when another page than ours asks. Browsers say so themselves: no script can set these two headers. */
export function assertOwnPage({method, headers}: FastifyRequest, deps: Pick<Deps, 'url'>): void {
	const site = headers['sec-fetch-site'];
	const isRead = method === 'GET' || method === 'HEAD';
	const isOurs = isRead
		? site === undefined || site === 'same-origin'
		: headers.origin === consoleOrigin(deps) && (site === undefined || site === 'same-origin');
	if (!isOurs) throw new Refused(403, 'other-page', 'Another page asked for this. Open the console itself.');
}
