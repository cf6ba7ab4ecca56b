import type {IncomingMessage, ServerResponse} from 'node:http';
import {answerFacebook} from './facebook/router.ts';
import {type Answer, cookiesOf, type Exchange, readBody, sendAnswer} from './http.ts';
import {logReceived, type ReceivedEntry} from './ledger.ts';
import {reject, type World} from './world.ts';
import {answerX} from './x/router.ts';

/** The door of both twins: read, log, route by host, answer. Nothing unknown gets a friendly answer. */
export async function answerRequest(
	world: World,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	try {
		const exchange = await exchangeOf(world, request);
		logReceived(world.ledger, exchange.entry);
		const answer = (await route(exchange)) ?? unknown(exchange);
		await sendAnswer(response, answer);
	} catch (error) {
		reject(world, {
			host: request.headers.host ?? '',
			path: request.url ?? '',
			operation: null,
			reason: String(error),
		});
		console.error('sandbox:', error);
		if (!response.headersSent) response.writeHead(500);
		response.end();
	}
}

const route = (exchange: Exchange): Promise<Answer | undefined> =>
	/\.(x|twimg)\.com$|^x\.com$/.test(exchange.host) ? answerX(exchange) : answerFacebook(exchange);

function unknown({world, entry, host, path, method}: Exchange): Answer {
	entry.outcome = 'refused';
	reject(world, {host, path, operation: null, reason: `nothing answers ${method} ${path}`});
	return {status: 404, headers: {'content-type': 'text/plain'}, body: 'Not found'};
}

async function exchangeOf(world: World, request: IncomingMessage): Promise<Exchange> {
	const {headers, method = 'GET', url = '/'} = request;
	const host = (headers.host ?? '').replace(/:\d+$/, '');
	const [rawPath = '/'] = url.split('?');
	const query = new URLSearchParams(url.slice(rawPath.length));
	const path = decode(rawPath);
	const body = await readBody(request);
	world.requests += 1;
	const entry: ReceivedEntry = {
		n: world.requests,
		time: world.clock.now(),
		host,
		method,
		path,
		operation: null,
		headers: Object.keys(headers),
		body: loggedBody(body, headers['content-type'] ?? ''),
		from: senderOf(headers),
		actor: null,
		outcome: 'other',
	};
	return {world, host, method, path, rawPath, query, headers, cookies: cookiesOf(headers), body, entry};
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** Workers are told apart by their script's path in `Referer`; cross-host calls do not show it. */
function senderOf({referer, origin}: IncomingMessage['headers']): ReceivedEntry['from'] {
	if (!referer) return origin ? 'page' : 'unknown';
	if (/\/worker\.js$/.test(referer)) return 'worker';
	return /\/sw\.js$/.test(referer) ? 'service-worker' : 'page';
}

function loggedBody(body: Buffer, type: string): unknown {
	if (body.length === 0) return null;
	if (/octet-stream|multipart|^(image|video)\//.test(type)) return {bytes: body.length};
	const text = body.toString('utf8');
	if (type.startsWith('application/x-www-form-urlencoded'))
		return Object.fromEntries(new URLSearchParams(text));
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
