/** For tests: a person signed in to the console of a hub without a port. How one signs in is tested elsewhere. */
import type * as z from 'zod';
import {HubError, type Params, pathOf} from '#lib/api/client.ts';
import {type ConsoleEndpoints, consoleEndpoints} from '#lib/api/console.ts';
import type {TestHub} from '../hub.fixture.ts';
import {consoleOrigin} from './origin.ts';
import {antiForgery, startSession} from './sessions.ts';

type Call = keyof ConsoleEndpoints;
type BodyOf<K extends Call> = ConsoleEndpoints[K] extends {request: infer S extends z.ZodType}
	? z.input<S>
	: undefined;
type ReplyOf<K extends Call> = z.output<ConsoleEndpoints[K]['reply']>;

export interface AtConsole {
	secret: string;
	headers: Record<string, string>;
	/** Throws `HubError` with the hub's code. */
	ask<K extends Call>(name: K, body?: BodyOf<K>, params?: Params): Promise<ReplyOf<K>>;
}

export async function atConsole(hub: TestHub, person: string): Promise<AtConsole> {
	const secret = await hub.deps.store.write(trx => startSession(trx, hub.deps, {person, how: 'passkey'}));
	const headers = {
		cookie: `__Host-countersign=${secret}`,
		origin: consoleOrigin(hub.deps),
		'x-countersign-console': antiForgery(secret),
	};
	return {
		secret,
		headers,
		async ask(name, body, params = {}) {
			const {method, path} = consoleEndpoints[name];
			const reply = await hub.app.inject({
				method,
				url: pathOf(path, params),
				headers,
				...(body !== undefined && {payload: body as object}),
			});
			if (reply.statusCode !== 200) throw new HubError(reply.statusCode, reply.json());
			return reply.json();
		},
	};
}
