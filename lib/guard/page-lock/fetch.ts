/** `fetch`: the request waits unsent; an abort while it waits sends nothing. */
import {apply, bare} from '#lib/messaging/natives.ts';
import type {Outgoing, PageRequest} from '#lib/sites/site.ts';
import {bytesAsFile, type Snapshot, snapshot} from './body.ts';
import type {Gate} from './gate.ts';
import {type Natives, patch} from './natives.ts';

/** What the page's promise gets. */
interface Promised {
	resolve(answer: Promise<Response>): void;
	reject(reason: unknown): void;
}
type Seen = Pick<Snapshot, 'body' | 'files'>;

const {
	Promise: NativePromise,
	Request: NativeRequest,
	TextDecoder: NativeDecoder,
	TypeError: NativeTypeError,
	URL: NativeURL,
} = globalThis;
const hasInstance = Function.prototype[Symbol.hasInstance];
/** What nobody can read. */
const unreadable = {};

export function lockFetch(gate: Gate, natives: Natives): void {
	const {fetch} = natives;

	patch(window, 'fetch', (_fetch, self, args) => {
		if (args.length === 0) return apply(_fetch, self, args);
		// Converted once: an object with a changing `toString` would show us another URL than the browser.
		if (!isRequest(args[0])) args[0] = `${args[0]}`;
		const url = urlOf(args[0]);
		if (gate.uploads('POST', url)) return bring(args);
		if (!gate.concerns('POST', url) || gate.foreign()) return apply(_fetch, self, args);
		return consider(args);
	});

	function urlOf(input: unknown): string {
		if (isRequest(input)) return natives.request.url(input);
		try {
			return new NativeURL(input as string, natives.baseURI(document)).href;
		} catch {
			return '';
		}
	}

	/** A `Request` of our own is read once, by the browser's rules: later changes of the page's objects change nothing. */
	function consider(args: unknown[]): Promise<Response> {
		return new NativePromise((resolve, reject) => {
			const request = new NativeRequest(args[0] as Request, args[1] as RequestInit);
			if (!gate.concerns(natives.request.method(request), natives.request.url(request)))
				return resolve(fetch(window, request));
			const signal = natives.request.signal(request);
			const wait = untilAborted(signal, () => reject(natives.reason(signal)));
			read(request, ({body, files}, sent) => {
				if (wait.over()) return;
				const outgoing = gate.recognise(described(request, body), files);
				if (outgoing) return judge(sent, outgoing, wait, {resolve, reject});
				wait.end();
				resolve(fetch(window, sent));
			});
		});
	}

	/** A file on its way to the site, before anything is published. */
	function bring(args: unknown[]): Promise<Response> {
		return new NativePromise(resolve => {
			const request = new NativeRequest(args[0] as Request, args[1] as RequestInit);
			if (!gate.uploads(natives.request.method(request), natives.request.url(request)))
				return resolve(fetch(window, request));
			read(request, (seen, sent) => {
				const answered = gate.saw(described(request, seen.body), {...seen, send: undefined});
				const answer = fetch(window, sent);
				if (answered) natives.whenDone(answer, tellOf(answered), () => answered(''));
				resolve(answer);
			});
		});
	}

	function tellOf(answered: (answer: string) => void): (response: Response) => void {
		return response =>
			natives.whenDone(natives.response.text(natives.response.clone(response)), answered, () => answered(''));
	}

	function judge(request: Request, outgoing: Outgoing, wait: Wait, {resolve, reject}: Promised) {
		const cancel = gate.decide(outgoing, 'fetch', (go, id) => {
			wait.end();
			// The very error of a failed connection: the site keeps the draft.
			if (!go) return reject(new NativeTypeError('Failed to fetch'));
			const answer = fetch(window, request);
			if (id !== null) report(id, outgoing.name, answer);
			resolve(answer);
		});
		wait.onAbort(cancel);
	}

	function untilAborted(signal: AbortSignal, aborted: () => void): Wait {
		let over = false;
		let cancel = () => {};
		const end = () => {
			over = true;
			natives.off(signal, 'abort', abort);
		};
		const abort = () => {
			end();
			cancel();
			aborted();
		};
		if (natives.aborted(signal)) abort();
		else natives.on(signal, 'abort', abort);
		return {
			over: () => over,
			end,
			onAbort: run => {
				cancel = run;
			},
		};
	}

	/**
	 * Gives what is in it, and an equal request made of its bytes: a request that was cloned leaves as a stream, whose body
	 * no `webRequest` listener can read.
	 */
	function read(request: Request, done: (seen: Seen, sent: Request) => void) {
		const failed = () => done(snapshot(natives, unreadable), request);
		const read = (bytes: ArrayBuffer) => {
			const text = natives.decode(new NativeDecoder(), bytes);
			// `Request.body` would tell, but not in Firefox.
			if (text === '') return done(snapshot(natives, null), request);
			const sent = new NativeRequest(request, only(bytes));
			const type = natives.header(natives.request.headers(request), 'content-type') ?? '';
			if (natives.indexOf(type, 'multipart/form-data') !== 0)
				return done({body: {text}, files: bytesAsFile(bytes)}, sent);
			const copy = new NativeRequest(request, only(bytes));
			const form = natives.request.formData(copy);
			natives.whenDone(form, fields => done(snapshot(natives, fields), sent), failed);
		};
		natives.whenDone(natives.request.arrayBuffer(natives.request.clone(request)), read, failed);
	}

	function described(request: Request, body: PageRequest['body']): PageRequest {
		const headers = bare<string>();
		natives.eachHeader(natives.request.headers(request), (value, name) => {
			headers[name] = value;
		});
		return {method: natives.request.method(request), url: natives.request.url(request), headers, body};
	}

	function report(id: number, name: string, answer: Promise<Response>) {
		const failed = () => gate.failed(id, 'network');
		natives.whenDone(
			answer,
			(response: Response) => {
				const status = natives.response.status(response);
				const answered = (body: string) => gate.answered(id, name, status, body);
				natives.whenDone(natives.response.text(natives.response.clone(response)), answered, failed);
			},
			failed,
		);
	}
}

/** Inherits nothing: with a `headers` in `Object.prototype` another request would leave than was read. */
function only(bytes: ArrayBuffer): RequestInit {
	const init = bare<unknown>();
	init.body = bytes;
	return init;
}

interface Wait {
	over(): boolean;
	end(): void;
	onAbort(run: () => void): void;
}

function isRequest(value: unknown): value is Request {
	return apply(hasInstance, NativeRequest, [value]) as boolean;
}
