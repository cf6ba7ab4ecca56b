/** Asks the hub. Typed by the console's contract; a refusal is a `HubError` with words that can be shown as they are. */
import type * as z from 'zod';
import {HubError, type Params, pathOf} from '#lib/api/client.ts';
import {type ConsoleEndpoints, consoleEndpoints, signInEndpoints} from '#lib/api/console.ts';
import type {Problem} from '#lib/api/contract.ts';

const endpoints = {...consoleEndpoints, ...signInEndpoints};
type Endpoints = ConsoleEndpoints & typeof signInEndpoints;
export type Call = keyof Endpoints;
type BodyOf<K extends Call> = Endpoints[K] extends {request: infer S extends z.ZodType}
	? z.input<S>
	: undefined;
export type ReplyOf<K extends Call> = z.output<Endpoints[K]['reply']>;

let token = '';

/** From the session: the hub takes changes only from a page that knows it. */
export function keepToken(value: string): void {
	token = value;
}

export async function ask<K extends Call>(
	name: K,
	body?: BodyOf<K>,
	params: Params = {},
): Promise<ReplyOf<K>> {
	const {method, path} = endpoints[name];
	const response = await reach(pathOf(path, params), {
		method,
		headers: {
			...(method !== 'GET' && {'x-countersign-console': token}),
			...(body !== undefined && {'content-type': 'application/json'}),
		},
		body: body === undefined ? null : JSON.stringify(body),
	});
	const reply = (await response.json().catch(() => undefined)) as ReplyOf<K> | Problem | undefined;
	if (response.ok && reply !== undefined) return reply as ReplyOf<K>;
	throw new HubError(response.status, (reply as Problem | undefined) ?? noHub);
}

const noHub: Problem = {code: 'offline', message: 'The hub cannot be reached. What you typed is still here.'};

async function reach(path: string, init: RequestInit): Promise<Response> {
	try {
		return await fetch(path, {...init, cache: 'no-store', redirect: 'error'});
	} catch (cause) {
		throw new HubError(0, noHub, {cause});
	}
}

/** The words of a refusal; a surprise has none of its own. */
export function wordsOf(error: unknown): string {
	return error instanceof HubError ? error.message : 'This did not work. Load the page again.';
}
