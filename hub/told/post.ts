/** One signed request to a webhook, as Standard Webhooks 1.0 says: id, time and an HMAC over both and the body. */
import {createHmac} from 'node:crypto';
import {request as plain} from 'node:http';
import {request as secure} from 'node:https';
import type {Outcome} from './outcome.ts';
import {addressProblem, guardedLookup, type Reach} from './reach.ts';
import type {ChannelSecret} from './sealed.ts';

/** Milliseconds until an answer must have come, all in all. */
const patience = 10_000;
/** Bytes of an answer that are read: only its status is of interest. */
const enough = 64 * 1024;

export interface Signed {
	id: string;
	/** Milliseconds since 1970. */
	at: number;
	body: string;
}

/** `v1,` and the base64 of HMAC-SHA256 over `id.seconds.body`. */
export function signatureOf(secret: string, {id, at, body}: Signed): string {
	const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
	const mac = createHmac('sha256', key)
		.update(`${id}.${secondsOf(at)}.${body}`)
		.digest('base64');
	return `v1,${mac}`;
}

const secondsOf = (at: number) => Math.floor(at / 1000);

export async function post({url, secret}: ChannelSecret, signed: Signed, reach: Reach): Promise<Outcome> {
	const problem = addressProblem(url, reach);
	if (problem) return {ok: false, result: `The address ${problem}.`, final: true};
	try {
		return outcomeOf(await send(new URL(url), secret, signed, reach));
	} catch (error) {
		return {ok: false, result: (error as Error).message, final: false};
	}
}

function send(url: URL, secret: string, signed: Signed, reach: Reach): Promise<number> {
	const ask = url.protocol === 'https:' ? secure : plain;
	return new Promise((resolve, reject) => {
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(signed.body),
			'user-agent': 'Countersign',
			'webhook-id': signed.id,
			'webhook-timestamp': String(secondsOf(signed.at)),
			'webhook-signature': signatureOf(secret, signed),
		};
		const signal = AbortSignal.timeout(patience);
		// No agent: a connection is for one request, so each is judged anew. A redirect is an answer like any other
		const asked = ask(url, {method: 'POST', headers, agent: false, lookup: guardedLookup(reach), signal});
		asked.on('error', error => reject(signal.aborted ? new Error('no answer in 10 s') : error));
		asked.on('response', response => {
			let read = 0;
			response.on('data', (chunk: Buffer) => {
				read += chunk.length;
				if (read > enough) response.destroy();
			});
			response.on('close', () => resolve(response.statusCode ?? 0));
		});
		asked.end(signed.body);
	});
}

/** 410 says that nobody listens there any more; everything else may be better later. */
function outcomeOf(status: number): Outcome {
	if (status >= 200 && status < 300) return {ok: true, result: `taken (${status})`};
	return {ok: false, result: `answered ${status}`, final: status === 410};
}
