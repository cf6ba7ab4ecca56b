/** The hub's client, for the extension's background and for Node alike: what differs is passed in. */
import {type CryptoKey, calculateJwkThumbprint, exportJWK} from 'jose';
import type * as z from 'zod';
import {
	type Endpoints,
	endpoints,
	type Problem,
	type PublicKey,
	problemSchema,
	publicKeySchema,
} from './contract.ts';
import {prove} from './proof.ts';

/** An expected refusal of the hub, or no hub at all (`status` 0, code `offline`). */
export class HubError extends Error {
	readonly status: number;
	readonly code: string;
	/** Milliseconds after which the hub wants to be asked again, if it said so. */
	readonly retryAfter: number | undefined;
	constructor(
		status: number,
		problem: Problem,
		{retryAfter, ...options}: ErrorOptions & {retryAfter?: number | undefined} = {},
	) {
		super(problem.message, options);
		this.retryAfter = retryAfter;
		this.name = 'HubError';
		this.status = status;
		this.code = problem.code;
	}
}

export interface ClientOptions {
	/** `http://127.0.0.1:4780`, without a slash at the end. */
	url: string;
	/** Absent before enrolment: then only `info`, `setup` and `enrol` work. */
	key?: CryptoKey;
	device?: string;
	fetch?: typeof fetch;
	/** Milliseconds since 1970 by the hub's clock, as far as known: a wrong clock's proofs are refused. */
	now?: () => number;
	jti?: () => string;
	/** `same-origin` for a page of the hub's own, whose device counts only while its person is signed in. */
	credentials?: 'same-origin' | 'omit';
	/** Milliseconds after which a request is given up. */
	timeout?: number;
}

type Call = keyof Endpoints;
type BodyOf<K extends Call> = Endpoints[K] extends {request: infer S extends z.ZodType}
	? z.input<S>
	: undefined;
export type ReplyOf<K extends Call> = z.output<Endpoints[K]['reply']>;

/** Names in the path (`:id`) and, for the rest, the query. */
export type Params = Readonly<Record<string, string | number>>;

export interface RawInit {
	/** Text is JSON. */
	body?: string | Uint8Array;
	headers?: Record<string, string>;
	/** Instead of the timeout: for a stream that stays open. */
	signal?: AbortSignal;
}

export interface HubClient {
	call<K extends Call>(name: K, body?: BodyOf<K>, params?: Params): Promise<ReplyOf<K>>;
	/** A request that is proved but not parsed: bytes, streams, ETags. `path` with its query. */
	raw(method: string, path: string, init?: Pick<RawInit, 'body' | 'headers'>): Promise<Response>;
}

export function createClient(options: ClientOptions): HubClient {
	const raw: HubClient['raw'] = (method, path, init = {}) => request(options, method, path, init);
	return {
		raw,
		async call(name, body, params = {}) {
			const endpoint = endpoints[name];
			const init = body === undefined ? {} : {body: JSON.stringify(body)};
			const response = await raw(endpoint.method, pathOf(endpoint.path, params), init);
			return (await replyIn(response, endpoint.reply)) as ReplyOf<typeof name>;
		},
	};
}

/** Throws HubError. A captive portal answers 200 too, so a reply is believed only in the right form. */
export async function replyIn<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
	const reply = schema.safeParse(await jsonOf(response));
	if (!reply.success) throw new HubError(response.status, malformed, {cause: reply.error});
	return reply.data;
}

const malformed: Problem = {code: 'malformed-reply', message: 'What answered is not a Countersign hub.'};
const offline: Problem = {code: 'offline', message: 'The hub cannot be reached.'};

/** The address of a call: names in the path first, what is left as the query. */
export function pathOf(pattern: string, params: Params): string {
	const rest = new URLSearchParams();
	const names = new Set([...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name));
	for (const [name, value] of Object.entries(params)) if (!names.has(name)) rest.set(name, String(value));
	const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
	return rest.size > 0 ? `${path}?${rest}` : path;
}

/** A device's public half and its name: the RFC 7638 thumbprint. */
export async function publicPart(key: CryptoKey): Promise<{key: PublicKey; device: string}> {
	const jwk = publicKeySchema.parse(await exportJWK(key));
	return {key: jwk, device: await calculateJwkThumbprint(jwk)};
}

async function request(
	options: ClientOptions,
	method: string,
	path: string,
	init: RawInit,
): Promise<Response> {
	const headers: Record<string, string> = {...init.headers};
	if (init.body !== undefined) headers['content-type'] ??= 'application/json';
	const proof = await proofFor(options, method, path, init.body ?? '');
	if (proof) headers.authorization = proof;
	const signal = init.signal ?? AbortSignal.timeout(options.timeout ?? 20_000);
	const response = await reach(options, path, {
		method,
		headers,
		body: (init.body ?? null) as Exclude<RequestInit['body'], undefined>,
		signal,
	});
	if (response.ok || response.status === 304) return response;
	const retryAfter = waitOf(response.headers.get('retry-after'), Date.now());
	throw new HubError(response.status, await problemOf(response), {retryAfter});
}

async function proofFor(
	{key, device, now = Date.now, jti = () => crypto.randomUUID()}: ClientOptions,
	method: string,
	path: string,
	body: string | Uint8Array,
): Promise<string | undefined> {
	if (!key || !device) return;
	return prove(
		key,
		device,
		{method, path, body: typeof body === 'string' ? new TextEncoder().encode(body) : body},
		now(),
		jti(),
	);
}

async function reach(
	{url, fetch: ask = fetch, credentials = 'omit'}: ClientOptions,
	path: string,
	init: RequestInit,
): Promise<Response> {
	try {
		return await ask(url + path, {
			...init,
			// No cookies of others, no cache, and never on to another address: the proof is for this one
			credentials,
			cache: 'no-store',
			redirect: 'error',
		});
	} catch (error) {
		throw new HubError(0, offline, {cause: error});
	}
}

/** RFC 9110, 10.2.3: seconds, or a date. Milliseconds; nothing for anything else. */
export function waitOf(header: string | null, now: number): number | undefined {
	if (header === null) return;
	if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** The body as JSON; nothing when it is none. Throws `offline` when the connection broke half-way. */
async function jsonOf(response: Response): Promise<unknown> {
	const text = await response.text().catch(cause => {
		throw new HubError(0, offline, {cause});
	});
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

async function problemOf(response: Response): Promise<Problem> {
	const problem = problemSchema.safeParse(await jsonOf(response));
	return problem.success ? problem.data : malformed;
}
