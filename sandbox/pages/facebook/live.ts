import type {LiveEvent} from '#sandbox/server/live.ts';
import {setClockOffset} from './boot.ts';
import {refreshFeed} from './feed/comments.ts';

/** Live events of the sandbox's clock; scheduled posts appear when it is put forward. */
export function startLive(): void {
	const socket = new WebSocket('wss://gateway.facebook.com/ws/realtime');
	socket.addEventListener('message', ({data}) => {
		const event = JSON.parse(String(data)) as LiveEvent;
		if (event.type !== 'clock') return;
		setClockOffset(event.offset);
		void refreshFeed();
	});
}
