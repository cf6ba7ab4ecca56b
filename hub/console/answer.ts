import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import type * as z from 'zod';
import {type ConsoleEndpoints, consoleEndpoints} from '#lib/api/console.ts';
import type {SessionCaller} from '../http/authenticate.ts';
import {addRoute} from '../http/define.ts';

type Call = keyof ConsoleEndpoints;
type Part<K extends Call, P extends string> = ConsoleEndpoints[K] extends {
	[key in P]: infer S extends z.ZodType;
}
	? z.output<S>
	: undefined;

/** One request of the console's contract, parsed, by a person who has one of the roles it asks for. */
interface ConsoleInput<K extends Call> {
	body: Part<K, 'request'>;
	query: Part<K, 'query'>;
	/** What `:name` in the path stands for. */
	params: Record<string, string>;
	/** Signed in; for a change `admit` him in the transaction. */
	caller: SessionCaller;
	request: FastifyRequest;
	reply: FastifyReply;
}

type Handler<K extends Call> = (input: ConsoleInput<K>) => Promise<z.input<ConsoleEndpoints[K]['reply']>>;

/** Who is signed in is asked by every page, and how far a bundle is each second: nothing of the archive is in it. */
const looksAtNothing: ReadonlySet<Call> = new Set(['session', 'signOut', 'bundlesUnderWay']);

/** One endpoint of the console's contract as a route: session, role, own page and the auditor's look come with it. */
export function answer<K extends Call>(
	app: FastifyInstance,
	name: K,
	handler: Handler<K>,
	{bodyLimit}: {bodyLimit?: number} = {},
): void {
	const endpoint = consoleEndpoints[name];
	const look = looksAtNothing.has(name) ? {} : {look: name};
	const config = {auth: 'session' as const, roles: endpoint.roles, ...look};
	addRoute(app, `console-${name}`, endpoint, {config, ...(bodyLimit && {bodyLimit})}, input =>
		handler(input as unknown as ConsoleInput<K>),
	);
}
