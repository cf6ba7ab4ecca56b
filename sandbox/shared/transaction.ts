import {hmac} from '@noble/hashes/hmac.js';
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';

export interface Transaction {
	loadId: string;
	second: number;
	nonce: string;
	mac: string;
}

/**
 * The header `x-client-transaction-id`: bound to method, path and second, not to the body. Synchronous, so
 * that the page can sign in `beforeunload`. Source: x.md section 12.
 */
export function mintTransaction(
	load: {id: string; key: string},
	request: {method: string; path: string; second: number; nonce: string},
): string {
	const {second, nonce} = request;
	return btoa([load.id, second, nonce, macOf(load.key, request)].join('.'));
}

/** The MAC the header must carry, as hex. */
export function macOf(
	key: string,
	{method, path, second, nonce}: {method: string; path: string; second: number; nonce: string},
): string {
	return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes([method, path, second, nonce].join('!'))));
}

/** Reads the header; `undefined` if it is malformed. */
export function readTransaction(header: string): Transaction | undefined {
	const [loadId, second, nonce, mac, ...rest] = decode(header).split('.');
	if (!loadId || !second || !nonce || !mac || rest.length > 0) return undefined;
	return {loadId, second: Number(second), nonce, mac};
}

function decode(header: string): string {
	try {
		return atob(header);
	} catch {
		return '';
	}
}
