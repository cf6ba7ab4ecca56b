import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import * as z from 'zod';
import {weatherSchema} from '../shared/weather.ts';
import {readBody} from './http.ts';
import {seedSchema, seedWorld} from './seeding.ts';
import {resetWorld, type World} from './world.ts';

type Command = (world: World, input: unknown, query: URLSearchParams) => unknown;

const clockSchema = z.strictObject({advanceMs: z.int().min(0)});
const pushSchema = z.strictObject({
	action: z.enum(['ACTION_FAVORITE', 'ACTION_RETWEET']),
	target: z.string(),
});

/** The control API: plain HTTP on a port of its own, so that no extension sees it. */
const COMMANDS: Record<string, Command> = {
	'GET /health': () => ({ok: true}),
	'POST /reset': world => resetWorld(world),
	'GET /weather': world => world.weather,
	'POST /weather': (world, input) => {
		world.weather = weatherSchema.parse({
			...world.weather,
			...z.record(z.string(), z.unknown()).parse(input),
		});
		world.failCount = 0;
		return world.weather;
	},
	'POST /clock': (world, input) => {
		world.clock.advance(clockSchema.parse(input).advanceMs);
		const offset = world.clock.offset();
		for (const site of ['x', 'facebook'] as const) world.live.tell(site, {type: 'clock', offset});
		return {now: world.clock.now(), offset};
	},
	'POST /push': (world, input) => ({told: world.live.tell('x', {type: 'push', ...pushSchema.parse(input)})}),
	'POST /seed': (world, input) => seedWorld(world, seedSchema.parse(input)),
	'GET /published': ({ledger}, _, query) =>
		ledger.published.filter(record => !query.has('site') || record.site === query.get('site')),
	'GET /received': ({ledger}) => ledger.received,
	'GET /rejected': ({ledger}) => ledger.rejected,
	'GET /violations': ({ledger}) => ledger.violations,
};

export function createControl(world: World): Server {
	// An idle connection is never closed from here: a test whose process was busy for five seconds would ask on one that just was.
	return createServer({keepAliveTimeout: 0}, (request, response) => {
		control(world, request, response).catch((error: unknown) => {
			response.writeHead(error instanceof z.ZodError ? 400 : 500, {'content-type': 'text/plain'});
			response.end(error instanceof z.ZodError ? z.prettifyError(error) : String(error));
		});
	});
}

async function control(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	const command = COMMANDS[`${request.method} ${url.pathname}`];
	const body = (await readBody(request)).toString('utf8');
	if (!command) {
		response.writeHead(404).end('No such command.');
		return;
	}
	const result = command(world, body ? parse(body) : {}, url.searchParams);
	response.writeHead(200, {'content-type': 'application/json; charset=utf-8'});
	response.end(JSON.stringify(result ?? {ok: true}));
}

/** A body that is no JSON fails the command's schema and is answered with 400. */
function parse(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
