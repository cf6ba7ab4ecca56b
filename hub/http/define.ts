import type {FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods} from 'fastify';
import * as z from 'zod';
import {type Endpoints, endpoints, problemSchema} from '#lib/api/contract.ts';
import type {DeviceCaller} from './authenticate.ts';

type Call = keyof Endpoints;
type Part<K extends Call, P extends string> = Endpoints[K] extends {[key in P]: infer S extends z.ZodType}
	? z.output<S>
	: undefined;
type CallerOf<K extends Call> = Endpoints[K]['auth'] extends 'device' ? DeviceCaller : undefined;

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
	const {auth} = endpoints[name];
	addRoute(app, name, endpoints[name], {config: {auth}, ...(bodyLimit && {bodyLimit})}, input =>
		handler(input as unknown as Input<K>),
	);
}

/** What is said of a route in either contract, the devices' and the console's. */
export interface RouteForm {
	method: string;
	path: string;
	request?: z.ZodType;
	query?: z.ZodType;
	reply: z.ZodType;
}

export function addRoute(
	app: FastifyInstance,
	operationId: string,
	{method, path: url, request: body, query: querystring, reply: answer}: RouteForm,
	{config, bodyLimit}: {config: FastifyContextConfig; bodyLimit?: number},
	handler: (input: object) => Promise<unknown>,
): void {
	app.route({
		method: method as HTTPMethods,
		url,
		...(bodyLimit && {bodyLimit}),
		config,
		schema: {
			operationId,
			params: paramsOf(url),
			...(body && {body}),
			...(querystring && {querystring}),
			response: {200: answer, '4xx': problemSchema},
			...(config.auth !== 'none' && {security: [{[config.auth ?? 'device']: []}]}),
		},
		handler: (request, reply) => {
			const {body, query, params, caller} = request;
			return handler({body, query, params, caller, request, reply});
		},
	});
}

function paramsOf(path: string): z.ZodType {
	const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
	return z.object(Object.fromEntries(names.map(name => [name, nameInPath])));
}
