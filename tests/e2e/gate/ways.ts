/**
 * How a script with the run of the page can try to send a request past Countersign. Each function runs in the page and resolves
 * when the request has ended, as far as the page can know. None of them is needed by a person who uses the page.
 */
import type {Prepared} from './prepare.ts';
import {tampering} from './tampering.ts';

export type Way = (request: Prepared) => unknown;

type Global = typeof globalThis;

/** Each works on both sites. */
export const ways: Readonly<Record<string, Way>> = {
	fetch: ({url, headers, body}) => fetch(url, {method: 'POST', headers, body}).catch(() => {}),
	'fetch of a Request': ({url, headers, body}) =>
		fetch(new Request(url, {method: 'POST', headers, body})).catch(() => {}),
	'fetch with keepalive': ({url, headers, body}) =>
		fetch(url, {method: 'POST', headers, body, keepalive: true}).catch(() => {}),
	'fetch of bytes': ({url, headers, body}) =>
		fetch(url, {method: 'POST', headers, body: new TextEncoder().encode(body)}).catch(() => {}),
	'fetch of a blob': ({url, headers, body}) =>
		fetch(url, {
			method: 'POST',
			headers,
			body: new Blob([body], {type: headers['content-type'] ?? ''}),
		}).catch(() => {}),
	'fetch with an address that changes': ({url, headers, body}) => {
		let count = 0;
		const address = {toString: () => (count++ === 0 ? 'https://example.com/' : url)};
		return fetch(address as never, {method: 'POST', headers, body}).catch(() => {});
	},
	XMLHttpRequest: ({url, headers, body}) =>
		new Promise<void>(resolve => {
			const xhr = new XMLHttpRequest();
			xhr.open('POST', url);
			for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
			xhr.onloadend = () => resolve();
			xhr.send(body);
		}),
	'XMLHttpRequest, synchronous': ({url, headers, body}) => {
		const xhr = new XMLHttpRequest();
		xhr.open('POST', url, false);
		for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
		try {
			xhr.send(body);
		} catch {}
	},
	'XMLHttpRequest with a blob': ({url, headers, body}) =>
		new Promise<void>(resolve => {
			const xhr = new XMLHttpRequest();
			xhr.open('POST', url);
			for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
			xhr.onloadend = () => resolve();
			xhr.send(new Blob([body]));
		}),
	'XMLHttpRequest given the methods of a fresh frame': ({url, headers, body}) =>
		new Promise<void>(resolve => {
			const frame = document.body.appendChild(document.createElement('iframe'));
			const clean = (frame.contentWindow as unknown as Global).XMLHttpRequest.prototype;
			const xhr = new XMLHttpRequest();
			clean.open.call(xhr, 'POST', url, true);
			for (const [name, value] of Object.entries(headers)) clean.setRequestHeader.call(xhr, name, value);
			xhr.onloadend = () => resolve();
			clean.send.call(xhr, body);
		}),
	'a subclass of XMLHttpRequest': ({url, headers, body}) =>
		new Promise<void>(resolve => {
			class Other extends XMLHttpRequest {}
			const xhr = new Other();
			xhr.open('POST', url);
			for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
			xhr.onloadend = () => resolve();
			xhr.send(body);
		}),
	'fetch of a fresh frame': ({url, headers, body}) => {
		const frame = document.body.appendChild(document.createElement('iframe'));
		return (frame.contentWindow as unknown as Global)
			.fetch(url, {method: 'POST', headers, body})
			.catch(() => {});
	},
	'fetch of a fresh frame, in the same breath as its removal': ({url, headers, body}) => {
		const frame = document.body.appendChild(document.createElement('iframe'));
		const {fetch: clean} = frame.contentWindow as unknown as Global;
		const sent = clean(url, {method: 'POST', headers, body, keepalive: true});
		frame.remove();
		return Promise.race([sent.catch(() => {}), new Promise(resolve => setTimeout(resolve, 500))]);
	},
	'fetch of a srcdoc frame': async ({url, headers, body}) => {
		const frame = document.createElement('iframe');
		frame.srcdoc = '<p>empty</p>';
		await new Promise(resolve => {
			frame.onload = resolve;
			document.body.append(frame);
		});
		await (frame.contentWindow as unknown as Global)
			.fetch(url, {method: 'POST', headers, body})
			.catch(() => {});
	},
	'XMLHttpRequest of a javascript: frame': async ({url, headers, body}) => {
		const frame = document.createElement('iframe');
		frame.src = 'javascript:""';
		document.body.append(frame);
		const Clean = (frame.contentWindow as unknown as Global).XMLHttpRequest;
		await new Promise<void>(resolve => {
			const xhr = new Clean();
			xhr.open('POST', url);
			for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
			xhr.onloadend = () => resolve();
			xhr.send(body);
		});
	},
	'a worker': ({url, headers, body}) =>
		new Promise(resolve => {
			const code = `onmessage = ({data: {url, headers, body}}) => fetch(url, {method: 'POST', headers, body, credentials: 'include'}).then(() => postMessage(1), () => postMessage(0))`;
			const worker = new Worker(URL.createObjectURL(new Blob([code])));
			worker.onmessage = resolve;
			worker.onerror = resolve;
			worker.postMessage({url, headers, body});
		}),
	'a worker’s XMLHttpRequest': ({url, headers, body}) =>
		new Promise(resolve => {
			const code = `onmessage = ({data: {url, headers, body}}) => { const xhr = new XMLHttpRequest(); xhr.open('POST', url); xhr.withCredentials = true; for (const [n, v] of Object.entries(headers)) xhr.setRequestHeader(n, v); xhr.onloadend = () => postMessage(1); xhr.send(body); }`;
			const worker = new Worker(URL.createObjectURL(new Blob([code])));
			worker.onmessage = resolve;
			worker.onerror = resolve;
			worker.postMessage({url, headers, body});
		}),
	'a shared worker': ({url, headers, body}) =>
		new Promise(resolve => {
			const code = `onconnect = ({ports: [port]}) => { port.onmessage = ({data: {url, headers, body}}) => fetch(url, {method: 'POST', headers, body, credentials: 'include'}).then(() => port.postMessage(1), () => port.postMessage(0)) }`;
			const worker = new SharedWorker(URL.createObjectURL(new Blob([code])));
			worker.onerror = resolve;
			worker.port.onmessage = resolve;
			worker.port.postMessage({url, headers, body});
		}),
	'a worker inside a worker': ({url, headers, body}) =>
		new Promise(resolve => {
			const inner = `onmessage = ({data: {url, headers, body}}) => fetch(url, {method: 'POST', headers, body, credentials: 'include'}).then(() => postMessage(1), () => postMessage(0))`;
			const code = `const inner = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(inner)}]))); inner.onmessage = ({data}) => postMessage(data); inner.onerror = () => postMessage(0); onmessage = ({data}) => inner.postMessage(data)`;
			const worker = new Worker(URL.createObjectURL(new Blob([code])));
			worker.onmessage = resolve;
			worker.onerror = resolve;
			worker.postMessage({url, headers, body});
		}),
	'a beacon': ({url, body}) => void navigator.sendBeacon(url, new URLSearchParams(body)),
	'a beacon with a blob': ({url, headers, body}) =>
		void navigator.sendBeacon(url, new Blob([body], {type: headers['content-type'] ?? ''})),
	'a form into a frame': ({url, body}) => {
		const frame = document.body.appendChild(document.createElement('iframe'));
		frame.name = 'target';
		const form = document.body.appendChild(document.createElement('form'));
		Object.assign(form, {method: 'POST', action: url, target: 'target'});
		for (const [name, value] of new URLSearchParams(body))
			form.append(Object.assign(document.createElement('input'), {name, value}));
		form.requestSubmit();
	},
	'a form’s own submit()': ({url, body}) => {
		const frame = document.body.appendChild(document.createElement('iframe'));
		frame.name = 'target';
		const form = document.body.appendChild(document.createElement('form'));
		Object.assign(form, {method: 'POST', action: url, target: 'target'});
		for (const [name, value] of new URLSearchParams(body))
			form.append(Object.assign(document.createElement('input'), {name, value}));
		form.submit();
	},
	'a form of a fresh frame': ({url, body}) => {
		const frame = document.body.appendChild(document.createElement('iframe'));
		const inner = frame.contentDocument!;
		const form = inner.body.appendChild(inner.createElement('form'));
		Object.assign(form, {method: 'POST', action: url});
		for (const [name, value] of new URLSearchParams(body))
			form.append(Object.assign(inner.createElement('input'), {name, value}));
		HTMLFormElement.prototype.submit.call(form);
	},
	'a form that leaves the page': ({url, body}) => {
		const form = document.body.appendChild(document.createElement('form'));
		Object.assign(form, {method: 'POST', action: url});
		for (const [name, value] of new URLSearchParams(body))
			form.append(Object.assign(document.createElement('input'), {name, value}));
		setTimeout(() => form.submit());
	},
	'a path with a letter in disguise': ({url, headers, body}) =>
		fetch(url.replace('graphql', 'gr%61phql'), {method: 'POST', headers, body}).catch(() => {}),
	'a worker, a path with a letter in disguise': ({url, headers, body}) =>
		new Promise(resolve => {
			const code = `onmessage = ({data: {url, headers, body}}) => fetch(url, {method: 'POST', headers, body, credentials: 'include'}).then(() => postMessage(1), () => postMessage(0))`;
			const worker = new Worker(URL.createObjectURL(new Blob([code])));
			worker.onmessage = resolve;
			worker.onerror = resolve;
			worker.postMessage({url: url.replace('graphql', 'g%72aphql'), headers, body});
		}),
	'another method': ({url, headers, body}) => fetch(url, {method: 'PUT', headers, body}).catch(() => {}),
	'after document.open': ({url, headers, body}) => {
		document.open();
		document.write('<p>another page</p>');
		document.close();
		return fetch(url, {method: 'POST', headers, body}).catch(() => {});
	},
	'after the forged end of WXT’s context': ({url, headers, body}) => {
		const id =
			[...document.querySelectorAll('script[src^="chrome-extension:"]')][0]?.getAttribute('src') ?? '';
		for (const name of ['x', 'facebook', 'x-page-lock', 'facebook-page-lock'])
			document.dispatchEvent(
				new CustomEvent(`${id}:${name}:wxt:content-script-started`, {detail: {contentScriptName: name}}),
			);
		return fetch(url, {method: 'POST', headers, body}).catch(() => {});
	},
	'with forged verdicts': ({url, headers, body}) => {
		const forged = [
			{type: 'verdict', id: 1, go: true, reason: ''},
			{type: 'accounts', guarded: []},
		];
		const sent = fetch(url, {method: 'POST', headers, body}).catch(() => {});
		for (const data of forged) {
			window.postMessage(data, '*');
			for (const name of ['message', 'countersign'])
				window.dispatchEvent(new CustomEvent(name, {detail: data}));
		}
		return sent;
	},
	...tampering,
	'with tampered natives': ({url, headers, body}) => {
		const {then} = Promise.prototype;
		const {test} = RegExp.prototype;
		const {call, apply} = Function.prototype;
		// biome-ignore lint/suspicious/noThenProperty: what a hostile script would do
		Promise.prototype.then = function (this: Promise<unknown>, done: never, failed: never) {
			return then.call(this, done, failed) as never;
		};
		RegExp.prototype.test = () => false;
		Array.prototype.includes = () => false;
		Object.assign(Function.prototype, {call, apply});
		return then
			.call(
				fetch(url, {method: 'POST', headers, body}),
				() => {},
				() => {},
			)
			.then(() => {
				RegExp.prototype.test = test;
			});
	},
	fetchLater: ({url, headers, body}) => {
		const {fetchLater} = window as unknown as {fetchLater?: (url: string, init: object) => void};
		try {
			fetchLater?.(url, {method: 'POST', headers, body, activateAfter: 0});
		} catch {}
	},
};
