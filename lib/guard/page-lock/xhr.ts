/** XMLHttpRequest: prototype patches, so that subclasses of the page or of other extensions pass through here too. */
import {apply, bare} from '#lib/messaging/natives.ts';
import type {PageRequest} from '#lib/sites/site.ts';
import {snapshot} from './body.ts';
import type {Gate} from './gate.ts';
import {type Natives, patch} from './natives.ts';

interface Meta {
	method: string;
	/** Absolute. */
	url: string;
	async: boolean;
	headers: Record<string, string>;
	/** Stops the wait for a verdict; set only while one is waited for. */
	cancel: (() => void) | undefined;
}

const {DOMException: NativeException, TextDecoder: NativeDecoder, URL: NativeURL} = globalThis;
/** A request to here fails at once, by itself: the browser makes the very events of a network error. */
const NOWHERE = 'blob:null/countersign-refused';

export function lockXhr(gate: Gate, natives: Natives): void {
	const metas = new WeakMap<XMLHttpRequest, Meta>();
	const metaOf = (xhr: XMLHttpRequest): Meta | undefined => natives.metaGet(metas as never, xhr);
	const {xhr: native} = natives;

	patch(XMLHttpRequest.prototype, 'open', (open, xhr: XMLHttpRequest, args) => {
		metaOf(xhr)?.cancel?.();
		// Converted once: an object with a changing `toString` would show us another URL than the browser.
		for (let i = 0; i < 2 && i < args.length; i++) args[i] = `${args[i]}`;
		const result = apply(open, xhr, args);
		natives.metaSet(metas, xhr, metaFor(args, natives.baseURI(document)));
		return result;
	});

	patch(XMLHttpRequest.prototype, 'setRequestHeader', (setHeader, xhr: XMLHttpRequest, args) => {
		const meta = metaOf(xhr);
		if (meta?.cancel) throw notNow('setRequestHeader');
		const result = apply(setHeader, xhr, args);
		if (meta) meta.headers[natives.lowerCase(`${args[0]}`)] = `${args[1]}`;
		return result;
	});

	patch(XMLHttpRequest.prototype, 'abort', (abort, xhr: XMLHttpRequest, args) => {
		const meta = metaOf(xhr);
		if (!meta?.cancel) return apply(abort, xhr, args);
		meta.cancel();
		meta.cancel = undefined;
		// To the page it was sent, so an abort has its events: send it nowhere first.
		native.open(xhr, 'GET', NOWHERE, true);
		native.send(xhr);
		return apply(abort, xhr, args);
	});

	patch(XMLHttpRequest.prototype, 'send', (send, xhr: XMLHttpRequest, args) => {
		const meta = metaOf(xhr);
		if (meta && !meta.cancel && gate.uploads(meta.method, meta.url)) return bring(xhr, meta, args);
		if (!meta || !gate.concerns(meta.method, meta.url) || gate.foreign()) return apply(send, xhr, args);
		if (meta.cancel) throw notNow('send');
		return consider(xhr, meta, args);
	});

	/** A file on its way to the site, before anything is published. */
	function bring(xhr: XMLHttpRequest, meta: Meta, args: unknown[]) {
		const sent = snapshot(natives, args[0]);
		const {method, url, headers} = meta;
		const answered = gate.saw({method, url, headers, body: sent.body}, sent);
		const done = () => {
			natives.off(xhr, 'loadend', done);
			answered?.(native.status(xhr) === 200 ? answerOf(natives, xhr) : '');
		};
		if (answered) natives.on(xhr, 'loadend', done);
		native.send(xhr, sent.send);
	}

	function consider(xhr: XMLHttpRequest, meta: Meta, args: unknown[]) {
		const {body, send, files} = snapshot(natives, args[0]);
		const request: PageRequest = {method: meta.method, url: meta.url, headers: meta.headers, body};
		const outgoing = gate.recognise(request, files);
		if (!outgoing || gate.passes(outgoing)) return native.send(xhr, send);
		if (!meta.async)
			throw new NativeException(`Failed to execute 'send' on 'XMLHttpRequest'`, 'NetworkError');
		// `decide` may call back before it returns: then there is nothing left to cancel.
		let waits = true;
		const cancel = gate.decide(outgoing, 'xhr', (go, id) => {
			waits = false;
			meta.cancel = undefined;
			if (!go) return refuse(xhr);
			if (id !== null) report(xhr, id, outgoing.name);
			native.send(xhr, send);
		});
		if (waits) meta.cancel = cancel;
	}

	function refuse(xhr: XMLHttpRequest) {
		native.open(xhr, 'GET', NOWHERE, true);
		native.send(xhr);
	}

	function report(xhr: XMLHttpRequest, id: number, name: string) {
		const done = () => {
			natives.off(xhr, 'loadend', done);
			const status = native.status(xhr);
			if (status === 0) gate.failed(id, 'network');
			else gate.answered(id, name, status, answerOf(natives, xhr));
		};
		natives.on(xhr, 'loadend', done);
	}
}

function metaFor(args: unknown[], base: string): Meta {
	return {
		method: args[0] as string,
		url: absolute(args[1] as string, base),
		// `open(method, url)` is asynchronous; a given third argument counts even when it is `undefined`.
		async: args.length < 3 || !!args[2],
		headers: bare(),
		cancel: undefined,
	};
}

function absolute(url: string, base: string): string {
	try {
		return new NativeURL(url, base).href;
	} catch {
		return url;
	}
}

function answerOf(natives: Natives, xhr: XMLHttpRequest): string {
	const type = natives.xhr.responseType(xhr);
	if (type === '' || type === 'text') return natives.xhr.responseText(xhr);
	const response = natives.xhr.response(xhr);
	if (type === 'json') return natives.json(null, response);
	if (type === 'arraybuffer' && response) return natives.decode(new NativeDecoder(), response as ArrayBuffer);
	// Blobs and documents: neither site uses them for these calls. No answer is no proof of sending.
	return '';
}

/** What the browser throws when a request is changed after `send()`. */
function notNow(name: string): DOMException {
	return new NativeException(
		`Failed to execute '${name}' on 'XMLHttpRequest': The object's state must be OPENED.`,
		'InvalidStateError',
	);
}
