import {createServer, type Server} from 'node:http';
import {type AddressInfo, connect, type Socket} from 'node:net';
import {HOSTS} from '#sandbox/hosts.ts';

/**
 * Firefox has no switch that maps a host to another port: a proxy of ours carries the sites' hosts to the sandbox, and nothing
 * anywhere else.
 */
export async function proxyToSandbox(
	port: number,
): Promise<{preferences: Record<string, string | number>; close(): void}> {
	const known = new Set(HOSTS.map(host => `${host}:443`));
	const sockets = new Set<Socket>();
	const server: Server = createServer((_request, response) => response.writeHead(403).end());
	server.on('connect', (request, client: Socket) => {
		if (!known.has(request.url ?? '')) return client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		const onward = connect(port, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connected\r\n\r\n');
			onward.pipe(client).pipe(onward);
		});
		for (const socket of [client, onward]) {
			sockets.add(socket);
			socket.on('error', () => socket.destroy());
		}
		return undefined;
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port: own} = server.address() as AddressInfo;
	return {
		preferences: {'network.proxy.type': 1, 'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': own},
		close() {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}
