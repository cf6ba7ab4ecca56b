import {createServer, type IncomingMessage, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {pipeline} from 'node:stream';

/** One request that left a browser for the hub, to the letter. */
export interface Tapped {
	method: string;
	path: string;
	body: string;
}

/**
 * A wire-tap before the hub: passes everything on and keeps what went up. Signatures are over method, path and body, so the hub
 * cannot tell. With it a test can say "not one byte about this left the browser".
 */
export async function tapHub(hubUrl: () => string) {
	const tapped: Tapped[] = [];
	let slow = {path: /^$/, ms: 0};
	const server = createServer(async (incoming, reply) => {
		const body = await bytesOf(incoming);
		tapped.push({method: incoming.method!, path: incoming.url!, body: body.toString()});
		if (slow.path.test(incoming.url!)) await new Promise(resolve => setTimeout(resolve, slow.ms));
		const {method, headers} = incoming;
		const onward = request(hubUrl() + incoming.url, {method: method!, headers, agent: false});
		onward.on('response', answer => {
			reply.writeHead(answer.statusCode!, answer.headers);
			// Ends the one with the other: a stream of news must not outlive its hub
			pipeline(answer, reply, () => {});
		});
		onward.on('error', () => reply.destroy());
		reply.on('close', () => onward.destroy());
		onward.end(body);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		tapped: tapped as readonly Tapped[],
		/** From now on requests to these paths reach the hub so much later. */
		slow(path: RegExp, ms: number) {
			slow = {path, ms};
		},
		async close() {
			server.closeAllConnections();
			await new Promise(resolve => server.close(resolve));
		},
	};
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk);
	return Buffer.concat(chunks);
}
