import {scriptUrl} from '#sandbox/shared/trusted.ts';
import {boot, weather} from '../boot.ts';
import {type Outgoing, openMessenger} from './socket.ts';

/** What page and worker say to each other, in the shape of the site's bridge (facebook.md section 10). */
export type BridgeMessage = {
	type: 'request';
	content: {namespace: 'backend'; name: 'sendMessage'; arg: Outgoing};
}[];

let send: ((outgoing: Outgoing) => void) | undefined;

/** Sends a message by the socket in the worker, or in the page under `socketIn=page`. */
export function sendMessage(thread: string, text: string, sealed: boolean, sendType: 1 | 2 = 1): void {
	send ??= weather.socketIn === 'page' ? openMessenger(() => undefined) : workerBridge();
	send({
		message: {thread_id: thread, otid: String(Date.now()), text, send_type: sendType},
		sealed,
		key: {id: boot.loadId, key: boot.messagingKey},
	});
}

function workerBridge(): (outgoing: Outgoing) => void {
	const worker = new Worker(scriptUrl(boot.workerUrl));
	return arg => {
		const message: BridgeMessage = [
			{type: 'request', content: {namespace: 'backend', name: 'sendMessage', arg}},
		];
		worker.postMessage(message);
	};
}
