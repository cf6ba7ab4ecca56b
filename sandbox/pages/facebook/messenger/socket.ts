import {ACK, framesIn, type Message, sendFrame} from '#sandbox/shared/lightspeed.ts';
import {type SealKey, seal} from '#sandbox/shared/sealed.ts';

export interface Outgoing {
	message: Message;
	sealed: boolean;
	key: SealKey;
}

/** The messaging sockets; runs in the worker or, by switch, in the page. */
export function openMessenger(
	onAcknowledged: (sealed: boolean, sequence: number) => void,
): (outgoing: Outgoing) => void {
	const sockets: Partial<Record<'open' | 'sealed', WebSocket>> = {};
	let sequence = 0;
	const socketFor = (sealed: boolean): WebSocket => {
		const name = sealed ? 'sealed' : 'open';
		const address = sealed
			? 'wss://web-chat-e2ee.facebook.com/ws/chat'
			: 'wss://gateway.facebook.com/ws/lightspeed';
		const existing = sockets[name];
		if (existing && existing.readyState <= WebSocket.OPEN) return existing;
		const socket = new WebSocket(address);
		socket.binaryType = 'arraybuffer';
		socket.addEventListener('message', ({data}: MessageEvent<ArrayBuffer>) => {
			for (const frame of framesIn(new Uint8Array(data)))
				if (frame.opcode === ACK) onAcknowledged(sealed, frame.sequence);
		});
		sockets[name] = socket;
		return socket;
	};
	return ({message, sealed, key}) => {
		sequence += 1;
		const socket = socketFor(sealed);
		const bytes = sealed ? seal(key, message) : Promise.resolve(sendFrame(sequence, message));
		void bytes.then(frame => {
			if (socket.readyState === WebSocket.OPEN) socket.send(frame);
			else socket.addEventListener('open', () => socket.send(frame), {once: true});
		});
	};
}
