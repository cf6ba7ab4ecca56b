import type {BridgeMessage} from './messenger/bridge.ts';
import {openMessenger} from './messenger/socket.ts';

interface Job {
	type: 'graphql' | 'bytes';
	id: number;
	url: string;
	headers: Record<string, string>;
	body: string | Blob;
}

// The messaging sockets live here, out of reach of every hook in the page.
const sendMessage = openMessenger(() => undefined);

self.addEventListener('message', ({data}: MessageEvent<Job | BridgeMessage>) => {
	if (Array.isArray(data)) for (const {content} of data) sendMessage(content.arg);
	else post(data);
});

/** `workerSend`: the publishing request leaves from here; and the bytes of videos always do. */
function post({type, id, url, headers, body}: Job): void {
	const xhr = new XMLHttpRequest();
	xhr.open('POST', url, true);
	for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
	xhr.withCredentials = true;
	const contentType = type === 'bytes' ? 'application/octet-stream' : 'application/x-www-form-urlencoded';
	xhr.setRequestHeader('Content-Type', contentType);
	xhr.onload = () => self.postMessage({id, text: xhr.responseText});
	xhr.onerror = () => self.postMessage({id, error: 'network'});
	xhr.send(body);
}
