import {weather} from '../boot.ts';
import {sendForm} from './worker-client.ts';

export interface WireRequest {
	url: string;
	headers: Record<string, string>;
	fields: Record<string, string>;
	files: File[];
	publishes: boolean;
}

const pristine = weather.pristineXhr ? pristineXhr() : undefined;

/** XHR with a form-encoded string; `FormData` when files go along (facebook.md section 7). */
export function sendWire(request: WireRequest): Promise<string> {
	if (weather.workerSend && request.publishes)
		return sendForm(
			new URL(request.url, location.href).href,
			request.headers,
			new URLSearchParams(request.fields).toString(),
		);
	return new Promise((resolve, reject) => {
		const xhr = new (pristine ?? XMLHttpRequest)();
		xhr.open('POST', request.url, true);
		for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
		const body =
			request.files.length > 0 ? formData(request) : new URLSearchParams(request.fields).toString();
		if (typeof body === 'string') xhr.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
		xhr.onload = () =>
			xhr.status === 200 ? resolve(xhr.responseText) : reject(new Error(`HTTP ${xhr.status}`));
		xhr.onerror = () => reject(new Error('network'));
		xhr.onabort = () => reject(new Error('abort'));
		xhr.send(body);
	});
}

function formData({fields, files}: WireRequest): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	for (const [index, file] of files.entries()) form.set(`upload_${index}`, file);
	return form;
}

function pristineXhr(): typeof XMLHttpRequest {
	const frame = document.createElement('iframe');
	frame.style.display = 'none';
	document.documentElement.append(frame);
	return (frame.contentWindow as unknown as typeof globalThis).XMLHttpRequest;
}
