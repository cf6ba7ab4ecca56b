/**
 * Where a webhook may go: to public addresses, by HTTPS. Anything else would let an admin of Countersign ask the hub's
 * own network (CWE-918). Names are looked up by ourselves and the connection goes to the address that was judged, so a
 * name that changes its mind between two look-ups gains nothing.
 */
import {lookup} from 'node:dns/promises';
import {isIP, type LookupFunction} from 'node:net';
import ipaddr from 'ipaddr.js';

export interface Reach {
	/** Plain HTTP to this machine: for trials and tests only. */
	loopback: boolean;
}

/** Why this address may not be used, in words; nothing when it may. */
export function addressProblem(text: string, {loopback}: Reach): string | undefined {
	const url = new URL(text);
	if (url.username || url.password) return 'has to be without a name and password';
	if (url.hash) return 'has to be without a # part';
	const host = bare(url);
	if (loopback && isThisMachine(host)) return;
	if (url.protocol !== 'https:') return 'has to begin with https://';
	if (isIP(host) && !isPublic(host)) return 'is not a public address';
	if (host === 'localhost' || host.endsWith('.localhost')) return 'is not a public address';
	return;
}

/** `[::1]` without its brackets. */
export function bare({hostname}: URL): string {
	return hostname.replace(/^\[|\]$/g, '');
}

function isThisMachine(host: string): boolean {
	return host === 'localhost' || (isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback');
}

/** Neither private nor local nor reserved, also not inside an IPv6 form of it. */
export function isPublic(address: string): boolean {
	return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** For a socket: looks the name up and lets only judged addresses through. */
export function guardedLookup({loopback}: Reach): LookupFunction {
	const isAllowed = (address: string) => isPublic(address) || (loopback && isThisMachine(address));
	return (host, {all}, done) => {
		lookup(host, {all: true}).then(
			found => {
				// One bad address is enough: which one a socket takes is not ours to say
				const bad = found.find(({address}) => !isAllowed(address));
				const [first] = found;
				if (bad || !first) return done(new Error(`${host} is not at a public address`), []);
				if (all) done(null, found);
				else done(null, first.address, first.family);
			},
			(error: NodeJS.ErrnoException) => done(error, []),
		);
	};
}
