import type {WebSocket} from 'ws';

/** What the server tells open pages without being asked. */
export type LiveEvent =
	| {type: 'clock'; offset: number}
	| {type: 'push'; action: 'ACTION_FAVORITE' | 'ACTION_RETWEET'; target: string}
	| {type: 'timeline'};

export interface Live {
	add(site: 'x' | 'facebook', socket: WebSocket): void;
	/** Returns how many pages were told. */
	tell(site: 'x' | 'facebook', event: LiveEvent): number;
}

export function createLive(): Live {
	const sockets = {x: new Set<WebSocket>(), facebook: new Set<WebSocket>()};
	return {
		add(site, socket) {
			sockets[site].add(socket);
			socket.on('close', () => sockets[site].delete(socket));
		},
		tell(site, event) {
			for (const socket of sockets[site]) socket.send(JSON.stringify(event));
			return sockets[site].size;
		},
	};
}
