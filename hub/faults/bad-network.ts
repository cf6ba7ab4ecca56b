/** A proxy between browsers and the hub that does what bad networks do: by chance, told from another by its seed. */
import {Agent, createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {seeded} from '../outbox.fixture.ts';

export interface BadNetwork {
	url: string;
	/** How often each fault happened. */
	counts: Record<string, number>;
	close: () => Promise<void>;
}

interface Asked {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: Buffer;
}

interface Answered {
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
}

type Forward = (asked: Asked) => Promise<Answered>;
type Fault = (asked: Asked, reply: ServerResponse, forward: Forward) => Promise<void>;

const portal = '<html>Welcome to the hotel</html>';

/** @param share of the requests that something happens to */
export async function badNetwork(
	port: number,
	{seed, share}: {seed: number; share: number},
): Promise<BadNetwork> {
	const random = seeded(seed);
	const counts: Record<string, number> = {};
	const agent = new Agent({keepAlive: true});
	const forward: Forward = asked => forwarded(agent, port, asked);
	const faults = faultsOf(random);
	const names = Object.keys(faults);
	const server = createServer(async (incoming, reply) => {
		const asked = await readAll(incoming);
		const name = random() < share ? names[Math.floor(random() * names.length)]! : undefined;
		if (name) counts[name] = (counts[name] ?? 0) + 1;
		try {
			await (name ? faults[name]!(asked, reply, forward) : pass(asked, reply, forward));
		} catch {
			// The hub itself was not there: what a proxy says then
			if (!reply.headersSent) answer(reply, {status: 502, headers: {}, body: Buffer.of()});
		}
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		counts,
		close: () =>
			new Promise(resolve => {
				agent.destroy();
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

const pass: Fault = async (asked, reply, forward) => answer(reply, await forward(asked));

function faultsOf(random: () => number): Record<string, Fault> {
	/** Who waits to be overtaken. */
	let overtaken: (() => void) | undefined;
	return {
		'request dropped': async (_, reply) => void reply.socket?.destroy(),
		'answer dropped': async (asked, reply, forward) => {
			await forward(asked);
			reply.socket?.destroy();
		},
		reset: async (asked, reply, forward) => {
			await forward(asked);
			reply.socket?.resetAndDestroy();
		},
		delayed: async (asked, reply, forward) => {
			await after(20 + random() * 200);
			await pass(asked, reply, forward);
		},
		duplicated: async (asked, reply, forward) => {
			const [first] = await Promise.all([forward(asked), forward(asked)]);
			answer(reply, first);
		},
		'request truncated': async (asked, reply, forward) => {
			const cut = {...asked, body: asked.body.subarray(0, asked.body.length >> 1)};
			await forward(cut);
			reply.socket?.destroy();
		},
		'answer truncated': async (asked, reply, forward) => {
			const {status, headers, body} = await forward(asked);
			reply.writeHead(status, {...passed(headers), 'content-length': body.length});
			reply.write(body.subarray(0, body.length >> 1), () => void reply.socket?.destroy());
		},
		reordered: async (asked, reply, forward) => {
			overtaken?.();
			await Promise.race([after(250), new Promise<void>(resolve => (overtaken = resolve))]);
			await pass(asked, reply, forward);
		},
		'502 before': async (_, reply) => answer(reply, {status: 502, headers: {}, body: Buffer.of()}),
		'503 after': async (asked, reply, forward) => {
			await forward(asked);
			answer(reply, {status: 503, headers: {}, body: Buffer.of()});
		},
		'captive portal': async (_, reply) => answer(reply, inPortal()),
		'captive portal after all': async (asked, reply, forward) => {
			await forward(asked);
			answer(reply, inPortal());
		},
	};
}

function inPortal(): Answered {
	return {status: 200, headers: {'content-type': 'text/html'}, body: Buffer.from(portal)};
}

function after(milliseconds: number): Promise<void> {
	return new Promise(resolve => setTimeout(resolve, milliseconds));
}

function answer(reply: ServerResponse, {status, headers, body}: Answered): void {
	reply.writeHead(status, {...passed(headers), 'content-length': body.length}).end(body);
}

function passed({'content-type': type}: IncomingMessage['headers']): Record<string, string> {
	return type === undefined ? {} : {'content-type': type};
}

async function readAll(incoming: IncomingMessage): Promise<Asked> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const {method = 'GET', url: path = '/', headers} = incoming;
	return {method, path, headers, body: Buffer.concat(chunks)};
}

function forwarded(agent: Agent, port: number, {method, path, headers, body}: Asked): Promise<Answered> {
	const {authorization, 'content-type': type} = headers;
	const sent = {
		...(authorization && {authorization}),
		...(type && {'content-type': type}),
		'content-length': body.length,
	};
	return new Promise((resolve, reject) => {
		const asking = request({agent, host: '127.0.0.1', port, method, path, headers: sent}, incoming => {
			const chunks: Buffer[] = [];
			incoming.on('data', chunk => chunks.push(chunk));
			incoming.once('error', reject);
			incoming.once('end', () =>
				resolve({status: incoming.statusCode!, headers: incoming.headers, body: Buffer.concat(chunks)}),
			);
		});
		asking.once('error', reject);
		asking.end(body);
	});
}
