/** Server-sent events: what changed, so that nobody has to ask every second. Polling remains the floor. */
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {eventsPath} from '#lib/api/contract.ts';
import type {Announcer} from '../announcer.ts';
import type {Deps} from '../deps.ts';
import {lastTold} from '../feed.ts';

/** Milliseconds between comments that keep proxies and a browser's background awake. */
const heartbeat = 15_000;
/** Bytes kept for a browser that does not read. */
const unreadLimit = 1_000_000;

export function eventRoutes(app: FastifyInstance, deps: Deps, announcer: Announcer): void {
	app.get(
		eventsPath,
		{config: {auth: 'device'}, schema: {hide: false, operationId: 'events'}},
		async (request, reply) => {
			const since = await startOf(request, deps);
			const send = open(request, reply);
			send(`event: message\ndata: ${JSON.stringify({type: 'hello', now: deps.now()})}\n\n`);
			const {person, device} = request.caller!;
			const stop = announcer.join({
				person,
				device,
				since,
				hear: ({seq, event}) => send(`id: ${seq}\ndata: ${JSON.stringify(event)}\n\n`),
				end: () => reply.raw.end(),
			});
			const timer = setInterval(() => send(': here\n\n'), heartbeat);
			request.raw.on('close', () => {
				clearInterval(timer);
				stop();
			});
			return reply;
		},
	);
}

/** Where a browser that was away had got to; a new one starts now. */
async function startOf(request: FastifyRequest, {store}: Deps): Promise<number> {
	const last = Number(request.headers['last-event-id']);
	const newest = await lastTold(store.db);
	return Number.isSafeInteger(last) && last > 0 && last <= newest ? last : newest;
}

function open(request: FastifyRequest, reply: FastifyReply): (text: string) => void {
	reply.hijack();
	const {raw} = reply;
	request.raw.setTimeout(0);
	raw.writeHead(200, {
		...(reply.getHeaders() as Record<string, string>),
		'content-type': 'text/event-stream; charset=utf-8',
		'cache-control': 'no-store',
		// Proxies that collect answers would make "at once" mean "later"
		'x-accel-buffering': 'no',
	});
	return text => {
		if (raw.writableEnded) return;
		// It does not read: it comes back when it does, and hears what it missed
		if (raw.writableLength > unreadLimit) raw.destroy();
		else raw.write(text);
	};
}
