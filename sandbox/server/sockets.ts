import type {IncomingMessage, Server} from 'node:http';
import {WebSocketServer} from 'ws';
import type {World} from './world.ts';

/** Web sockets of both twins. Live events have a socket of their own on each site. */
export function attachSockets(server: Pick<Server, 'on'>, world: World): WebSocketServer {
	const sockets = new WebSocketServer({noServer: true});
	server.on('upgrade', (request: IncomingMessage, socket, head) => {
		const open = SOCKETS[`${request.headers.host}${request.url?.split('?')[0]}`];
		if (!open) {
			socket.destroy();
			return;
		}
		sockets.handleUpgrade(request, socket, head, webSocket => open(world, webSocket, request));
	});
	return sockets;
}

type Open = (world: World, socket: import('ws').WebSocket, request: IncomingMessage) => void;

const SOCKETS: Record<string, Open> = {
	'chat-ws.x.com/live': (world, socket) => world.live.add('x', socket),
	'gateway.facebook.com/ws/realtime': (world, socket) => world.live.add('facebook', socket),
};
