import {macOf, readTransaction} from '#sandbox/shared/transaction.ts';
import type {Exchange} from '../http.ts';
import type {XSession} from './session.ts';

/**
 * Why a request is not accepted as the page's own, or `undefined`. The transaction id must match method and
 * path and may be used once; the body is not covered. Source: x.md section 12.
 */
export function signingFault(
	exchange: Exchange,
	session: XSession | undefined,
): {code: number; reason: string} | undefined {
	if (!session) return {code: 32, reason: 'no session'};
	if (exchange.headers['x-csrf-token'] !== session.ct0) return {code: 353, reason: 'x-csrf-token is not ct0'};
	const reason = transactionFault(exchange);
	return reason ? {code: 226, reason} : undefined;
}

function transactionFault({world, headers, method, rawPath}: Exchange): string | undefined {
	const transaction = readTransaction(String(headers['x-client-transaction-id'] ?? ''));
	const load = transaction && world.loads.get(transaction.loadId);
	if (!load) return 'transaction id absent or unknown';
	if (macOf(load.key, {...transaction, method, path: rawPath}) !== transaction.mac)
		return 'transaction id of another method or path';
	if (load.usedNonces.has(transaction.nonce)) return 'transaction id reused';
	load.usedNonces.add(transaction.nonce);
	const {txMaxAge} = world.weather;
	const age = world.clock.now() / 1000 - transaction.second;
	return txMaxAge > 0 && age > txMaxAge ? 'transaction id too old' : undefined;
}
