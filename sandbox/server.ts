import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {HOSTS} from './hosts.ts';
import {bundles} from './server/bundle.ts';
import {createControl} from './server/control.ts';
import {answerRequest} from './server/front.ts';
import {attachSockets} from './server/sockets.ts';
import {makeCertificate} from './server/tls.ts';
import {createWorld} from './server/world.ts';

export interface Sandbox {
	/** TLS port of the twins on 127.0.0.1. */
	port: number;
	/** Plain HTTP port of the control API on 127.0.0.1. */
	controlPort: number;
	/** For `--ignore-certificate-errors-spki-list`. */
	spki: string;
	hosts: readonly string[];
	close(): Promise<void>;
}

/** Starts both twins and the control API on loopback. Port 0 takes any free port. */
export async function startSandbox({port = 0, controlPort = 0} = {}): Promise<Sandbox> {
	const [{key, cert, spki}] = await Promise.all([makeCertificate(HOSTS), bundles()]);
	const world = createWorld();
	const twins = createServer({key, cert}, (request: IncomingMessage, response: ServerResponse) => {
		void answerRequest(world, request, response);
	});
	const sockets = attachSockets(twins, world);
	const control = createControl(world);
	// Scheduled posts come due by themselves too, not only when a test moves the clock.
	const ticking = setInterval(() => world.clock.tick(), 1000);
	ticking.unref();
	return {
		port: await listen(twins, port),
		controlPort: await listen(control, controlPort),
		spki,
		hosts: HOSTS,
		async close() {
			clearInterval(ticking);
			for (const socket of sockets.clients) socket.terminate();
			await Promise.all([twins, control].map(shut));
		},
	};
}

function listen(server: Server | ReturnType<typeof createServer>, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
	});
}

function shut(server: Server | ReturnType<typeof createServer>): Promise<void> {
	return new Promise(resolve => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
