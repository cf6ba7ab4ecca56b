/** Does an endpoint keep the contract? The suite that whoever writes one runs against it: `countersign target URL`. */
import {hash} from 'node:crypto';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import type {Outgoing} from './target.ts';

export interface Kept {
	what: string;
	ok: boolean;
	/** What came instead. */
	why: string;
}

interface Endpoint {
	url: string;
	token: string;
	/** An index that the endpoint does not have. */
	index: number;
}

interface Line {
	what: string;
	body: string;
	status: number;
	/** Instead of the index in the body, and instead of the token. */
	at?: number;
	as?: string;
}

/** Writes two entries. Each line is one sentence of the contract. */
export async function tryContract(endpoint: Endpoint): Promise<Kept[]> {
	const kept: Kept[] = [];
	for (const line of linesOf(endpoint)) kept.push(await tried(endpoint, line));
	return kept;
}

function linesOf({index, token}: Endpoint): Line[] {
	const text = 'Hostile: "=1+1", <script>, \u202e, \ud83d\ude97, é, \u0000';
	const shared = {v: 1, organisation: 'contract-test', leaf: '{}', salt: null} as const;
	const entry: Outgoing = {...shared, index, name: `CT-${index}`, content: JSON.stringify({text})};
	const body = canonicalJson(entry);
	const altered = body.replace('Hostile', 'Altered');
	const next = index + 1;
	const erased = canonicalJson({...entry, index: next, name: `CT-${next}`, content: null});
	return [
		{what: 'a wrong token is refused with 401', body, as: `${token}x`, status: 401},
		{what: 'an entry is taken, and its digest is of the exact bytes', body, status: 200},
		{what: 'the same again has one effect and the same answer', body, status: 200},
		{what: 'other bytes under the same index are refused with 409', body: altered, status: 409},
		{what: 'after that the first bytes are still there', body, status: 200},
		{what: 'an erased content (null) is taken', body: erased, at: next, status: 200},
		{what: 'an index that is not the one in the body is refused with 400', body, at: next + 1, status: 400},
	];
}

async function tried({url, token, index}: Endpoint, {what, body, status, at, as}: Line): Promise<Kept> {
	const response = await fetch(`${url}/entries/${at ?? index}`, {
		method: 'PUT',
		headers: {authorization: `Bearer ${as ?? token}`, 'content-type': 'application/json'},
		body,
	});
	const reply = (await response.json().catch(() => ({}))) as {digest?: string};
	const isKept = status !== 200 || reply.digest === hash('sha256', body, 'hex');
	const ok = response.status === status && isKept;
	return {what, ok, why: ok ? '' : `${response.status} ${JSON.stringify(reply).slice(0, 200)}`};
}
