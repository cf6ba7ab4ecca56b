import type {WebSocket} from 'ws';
import type {ReceivedEntry} from './ledger.ts';
import type {World} from './world.ts';

/** An open socket: who opened it, and how to log what comes in. */
export interface SocketContext {
	world: World;
	socket: WebSocket;
	cookies: Record<string, string>;
	/** Adds a frame to `received`; the entry can be completed afterwards. */
	log: (operation: string, body: unknown) => ReceivedEntry;
	refuse: (entry: ReceivedEntry, reason: string) => void;
}
