import {scriptUrl} from '#sandbox/shared/trusted.ts';
import {boot, weather} from '../boot.ts';

export interface WireRequest {
	url: string;
	headers: Record<string, string>;
	body: string | FormData | Blob;
	/** Whether this request publishes: only those leave from the worker under `workerSend`. */
	publishes: boolean;
}

export interface WireAnswer {
	status: number;
	text: string;
}

// Taken at load, before or after an extension came, as `pristineXhr` wants to find out.
const pristine = weather.pristineXhr ? pristineXhr() : undefined;

/** Sends a request as this front end does. Starts synchronously, so that it also works in `beforeunload`. */
export function sendWire(request: WireRequest): Promise<WireAnswer> {
	if (weather.workerSend && request.publishes) return sendFromWorker(request);
	return weather.frontEnd === 'legacy' ? sendXhr(request) : sendFetch(request);
}

export function sendXhr({url, headers, body}: WireRequest): Promise<WireAnswer> {
	return new Promise((resolve, reject) => {
		const xhr = new (pristine ?? XMLHttpRequest)();
		xhr.open('POST', url, true);
		xhr.withCredentials = true;
		for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
		xhr.onload = () => resolve({status: xhr.status, text: xhr.responseText});
		xhr.onerror = () => reject(new Error('network'));
		xhr.onabort = () => reject(new Error('abort'));
		xhr.ontimeout = () => reject(new Error('timeout'));
		xhr.send(body);
	});
}

/** The newer client: `fetch` with a 5 s abort from the creation of the signal (x.md section 14). */
async function sendFetch({url, headers, body}: WireRequest): Promise<WireAnswer> {
	const response = await fetch(url, {
		method: 'POST',
		credentials: 'include',
		headers,
		body,
		signal: AbortSignal.timeout(5000),
	});
	return {status: response.status, text: await response.text()};
}

let worker: Worker | undefined;
let workerCalls = 0;

function sendFromWorker({url, headers, body}: WireRequest): Promise<WireAnswer> {
	worker ??= new Worker(scriptUrl(boot.workerUrl));
	workerCalls += 1;
	const id = workerCalls;
	const active = worker;
	return new Promise((resolve, reject) => {
		const listen = ({data}: MessageEvent<WireAnswer & {id: number; error?: string}>): void => {
			if (data.id !== id) return;
			active.removeEventListener('message', listen);
			if (data.error) reject(new Error(data.error));
			else resolve(data);
		};
		active.addEventListener('message', listen);
		active.postMessage({id, url, headers, body});
	});
}

function pristineXhr(): typeof XMLHttpRequest {
	const frame = document.createElement('iframe');
	frame.style.display = 'none';
	document.documentElement.append(frame);
	return (frame.contentWindow as unknown as typeof globalThis).XMLHttpRequest;
}
