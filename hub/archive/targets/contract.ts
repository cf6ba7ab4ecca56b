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

/** Writes two entries. Each line is one sentence of the contract. */
export async function tryContract({url, token, index}: Endpoint): Promise<Kept[]> {
	const text = 'Hostile: "=1+1", <script>, \u202e, \ud83d\ude97, é, \u0000';
	const entry: Outgoing = {
		v: 1,
		organisation: 'contract-test',
		index,
		name: `CT-${index}`,
		leaf: '{}',
		content: JSON.stringify({text}),
		salt: null,
	};
	const send = (body: string, {at = index, as = token} = {}) =>
		fetch(`${url}/entries/${at}`, {
			method: 'PUT',
			headers: {authorization: `Bearer ${as}`, 'content-type': 'application/json'},
			body,
		});
	const body = canonicalJson(entry);
	const erased = canonicalJson({...entry, index: index + 1, name: `CT-${index + 1}`, content: null});
	const kept: Kept[] = [];
	const expectReply = async (what: string, sent: Promise<Response>, status: number, digestOf?: string) => {
		const response = await sent;
		const reply = (await response.json().catch(() => ({}))) as {digest?: string};
		const isRight =
			response.status === status &&
			(digestOf === undefined || reply.digest === hash('sha256', digestOf, 'hex'));
		kept.push({
			what,
			ok: isRight,
			why: isRight ? '' : `${response.status} ${JSON.stringify(reply).slice(0, 200)}`,
		});
	};
	await expectReply('a wrong token is refused with 401', send(body, {as: `${token}x`}), 401);
	await expectReply('an entry is taken, and its digest is of the exact bytes', send(body), 200, body);
	await expectReply('the same again has one effect and the same answer', send(body), 200, body);
	await expectReply(
		'other bytes under the same index are refused with 409',
		send(body.replace('Hostile', 'Altered')),
		409,
	);
	await expectReply('after that the first bytes are still there', send(body), 200, body);
	await expectReply('an erased content (null) is taken', send(erased, {at: index + 1}), 200, erased);
	await expectReply(
		'an index that is not the one in the body is refused with 400',
		send(body, {at: index + 2}),
		400,
	);
	return kept;
}
