import type {IncomingHttpHeaders, IncomingMessage, ServerResponse} from 'node:http';
import type {ReceivedEntry} from './ledger.ts';
import type {World} from './world.ts';

/** One request as handlers see it: read to the end, with its line in the `received` log. */
export interface Exchange {
	world: World;
	host: string;
	method: string;
	/** Percent-decoded, as real servers match it. */
	path: string;
	/** As sent, without the query: what a transaction id is bound to. */
	rawPath: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	cookies: Record<string, string>;
	body: Buffer;
	entry: ReceivedEntry;
}

export interface Answer {
	status: number;
	headers?: Record<string, string | string[]>;
	/** Several strings are sent as several chunks. */
	body?: string | Buffer | string[];
	/** Drop the connection instead of answering. */
	drop?: boolean;
	/** Milliseconds to wait before answering. */
	delay?: number;
}

export type Handler = (exchange: Exchange) => Answer | Promise<Answer>;

export const json = (
	value: unknown,
	status = 200,
	headers: Record<string, string | string[]> = {},
): Answer => ({
	status,
	headers: {'content-type': 'application/json; charset=utf-8', ...headers},
	body: JSON.stringify(value),
});

export const text = (
	body: string,
	type: string,
	headers: Record<string, string | string[]> = {},
): Answer => ({
	status: 200,
	headers: {'content-type': `${type}; charset=utf-8`, ...headers},
	body,
});

export const empty = (status: number): Answer => ({status});

/** How many items a page shows: `?count=`, 60 by default. */
export const countOf = (query: URLSearchParams): number => Number(query.get('count') ?? 60);

export async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

export function cookiesOf(headers: IncomingHttpHeaders): Record<string, string> {
	const pairs = (headers.cookie ?? '').split('; ').filter(Boolean);
	return Object.fromEntries(
		pairs.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
	);
}

/** Sends an answer; chunks go out in separate turns, so that the page sees a partial answer first. */
export async function sendAnswer(response: ServerResponse, answer: Answer): Promise<void> {
	if (answer.delay) await pause(answer.delay);
	if (answer.drop) {
		response.socket?.destroy();
		return;
	}
	response.writeHead(answer.status, answer.headers);
	const chunks = Array.isArray(answer.body) ? answer.body : [answer.body ?? ''];
	for (const [index, chunk] of chunks.entries()) {
		if (index > 0) await pause(5);
		response.write(chunk);
	}
	response.end();
}

/** The answer to a cross-host call: the calling page may read it. */
export function withCors({headers}: Exchange, answer: Answer): Answer {
	const origin = headers.origin;
	if (!origin) return answer;
	return {
		...answer,
		headers: {
			...answer.headers,
			'access-control-allow-origin': origin,
			'access-control-allow-credentials': 'true',
			vary: 'origin',
		},
	};
}

/** The answer to a preflight request. */
export const preflight = ({headers}: Exchange): Answer => ({
	status: 204,
	headers: {
		'access-control-allow-methods': 'GET, POST, PUT, DELETE',
		'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
		'access-control-max-age': '600',
	},
});

const pause = (milliseconds: number): Promise<void> =>
	new Promise(resolve => setTimeout(resolve, milliseconds));
