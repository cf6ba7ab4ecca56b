import type {FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods} from 'fastify';
import * as z from 'zod';
import {type Endpoints, endpoints, problemSchema} from '#lib/api/contract.ts';
import type {Caller} from './authenticate.ts';

type Call = keyof Endpoints;
type Part<K extends Call, P extends string> = Endpoints[K] extends {[key in P]: infer S extends z.ZodType}
	? z.output<S>
	: undefined;
type CallerOf<K extends Call> = Endpoints[K]['auth'] extends 'device' ? Caller : undefined;

/** One request of the contract, parsed. */
export interface Input<K extends Call> {
	body: Part<K, 'request'>;
	query: Part<K, 'query'>;
	/** What `:name` in the path stands for. */
	params: Record<string, string>;
	caller: CallerOf<K>;
	request: FastifyRequest;
	reply: FastifyReply;
}

export type Handler<K extends Call> = (input: Input<K>) => Promise<z.input<Endpoints[K]['reply']>>;

/** Path segments a caller may name: short, so that no id is ever a surprise further in. */
const nameInPath = z.string().min(1).max(200);

/** One endpoint of the contract as a route: parsed at the door, documented, its reply cut to the contract's form. */
export function define<K extends Call>(
	app: FastifyInstance,
	name: K,
	handler: Handler<K>,
	{bodyLimit}: {bodyLimit?: number} = {},
): void {
	const endpoint: {
		method: string;
		path: string;
		auth: string;
		request?: z.ZodType;
		query?: z.ZodType;
		reply: z.ZodType;
	} = endpoints[name];
	const {method, path: url, auth, request: body, query: querystring, reply: answer} = endpoint;
	app.route({
		method: method as HTTPMethods,
		url,
		...(bodyLimit && {bodyLimit}),
		config: {auth: auth as 'none' | 'device'},
		schema: {
			operationId: name,
			params: paramsOf(url),
			...(body && {body}),
			...(querystring && {querystring}),
			response: {200: answer, '4xx': problemSchema},
			...(auth === 'device' && {security: [{device: []}]}),
		},
		handler: (request, reply) =>
			handler({
				body: request.body,
				query: request.query,
				params: request.params,
				caller: request.caller,
				request,
				reply,
			} as unknown as Input<K>),
	});
}

function paramsOf(path: string): z.ZodType {
	const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
	return z.object(Object.fromEntries(names.map(name => [name, nameInPath])));
}
