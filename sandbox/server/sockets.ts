import type {IncomingMessage, Server} from 'node:http';
import {type WebSocket, WebSocketServer} from 'ws';
import {messengerSocket, sealedMessengerSocket} from './facebook/messenger.ts';
import {mobileSocket} from './facebook/mobile.ts';
import {cookiesOf} from './http.ts';
import {logReceived, type ReceivedEntry} from './ledger.ts';
import type {SocketContext} from './socket-context.ts';
import {reject, type World} from './world.ts';
import {chatSocket} from './x/chat.ts';

const SOCKETS: Record<string, (context: SocketContext) => void> = {
	'chat-ws.x.com/live': ({world, socket}) => world.live.add('x', socket),
	'chat-ws.x.com/ws': chatSocket,
	'gateway.facebook.com/ws/realtime': ({world, socket}) => world.live.add('facebook', socket),
	'gateway.facebook.com/ws/lightspeed': messengerSocket,
	'kaios-d.facebook.com/ws/1': mobileSocket,
	'web-chat-e2ee.facebook.com/ws/chat': sealedMessengerSocket,
};

/** Web sockets of both twins. An unknown address is dropped and listed. */
export function attachSockets(server: Pick<Server, 'on'>, world: World): WebSocketServer {
	const sockets = new WebSocketServer({noServer: true});
	server.on('upgrade', (request: IncomingMessage, socket, head) => {
		const host = request.headers.host ?? '';
		const path = request.url?.split('?')[0] ?? '';
		const open = SOCKETS[host + path];
		if (!open) {
			reject(world, {host, path, operation: null, reason: 'no such socket'});
			socket.destroy();
			return;
		}
		sockets.handleUpgrade(request, socket, head, webSocket => open(contextOf(world, webSocket, request)));
	});
	return sockets;
}

function contextOf(world: World, socket: WebSocket, {headers, url}: IncomingMessage): SocketContext {
	const host = headers.host ?? '';
	const path = url?.split('?')[0] ?? '';
	return {
		world,
		socket,
		cookies: cookiesOf(headers),
		log: (operation, body) => logged(world, {host, path, operation, body, headers: Object.keys(headers)}),
		refuse: (entry, reason) => {
			entry.outcome = 'refused';
			reject(world, {host, path, operation: entry.operation, reason});
		},
	};
}

function logged(
	world: World,
	frame: Pick<ReceivedEntry, 'host' | 'path' | 'operation' | 'body' | 'headers'>,
): ReceivedEntry {
	world.requests += 1;
	const entry: ReceivedEntry = {
		n: world.requests,
		time: world.clock.now(),
		method: 'FRAME',
		from: 'unknown',
		actor: null,
		outcome: 'other',
		...frame,
	};
	logReceived(world.ledger, entry);
	return entry;
}
