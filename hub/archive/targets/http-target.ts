/** Any endpoint that keeps the contract of `docs/archive-target.yaml`. */
import {hash} from 'node:crypto';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Outgoing, Target} from './target.ts';

export interface HttpTarget {
	name: string;
	url: string;
	token: string;
	fetch?: typeof fetch;
}

export function httpTarget({name, url, token, fetch: ask = fetch}: HttpTarget): Target {
	return {
		name,
		deliver: entry => put({url, token, ask}, entry),
		close: async () => undefined,
	};
}

/** Throws unless the other side says, by its digest, that it has exactly these bytes. */
async function put(
	{url, token, ask}: {url: string; token: string; ask: typeof fetch},
	entry: Outgoing,
): Promise<void> {
	const body = canonicalJson(entry);
	const response = await ask(`${url}/entries/${entry.index}`, {
		method: 'PUT',
		headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
		body,
		redirect: 'error',
		signal: AbortSignal.timeout(30_000),
	});
	if (!response.ok) throw new Error(`entry ${entry.index} was not taken: ${response.status}`);
	const reply: unknown = await response.json().catch(() => undefined);
	const digest = (reply as {digest?: unknown} | undefined)?.digest;
	// A captive portal says 200 too
	if (digest !== hash('sha256', body, 'hex'))
		throw new Error(`entry ${entry.index}: what answered is no archive`);
}
