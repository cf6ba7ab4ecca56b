/** The natives that the page lock itself calls, captured at document_start (see messaging/natives.ts). */
import {getter, method} from '#lib/messaging/natives.ts';

export type Listener = (event: Event) => void;

/** Call once, synchronously, before the page's first script. */
export function captureNatives() {
	return {...eventNatives(), ...textNatives(), ...bodyNatives(), ...fetchNatives(), xhr: xhrNatives()};
}

function eventNatives() {
	return {
		on: method<EventTarget, [string, Listener], void>(EventTarget.prototype, 'addEventListener'),
		off: method<EventTarget, [string, Listener], void>(EventTarget.prototype, 'removeEventListener'),
		setTimeout: method<Window, [() => void, number], number>(window, 'setTimeout'),
		clearTimeout: method<Window, [number], void>(window, 'clearTimeout'),
		now: clock(performance),
		whenDone: method(Promise.prototype, 'then') as <T>(
			promise: Promise<T>,
			done: (value: T) => void,
			failed: () => void,
		) => void,
		metaGet: method<WeakMap<object, never>, [object], never>(WeakMap.prototype, 'get'),
		metaSet: method<WeakMap<object, unknown>, [object, unknown], void>(WeakMap.prototype, 'set'),
	};
}

function clock(own: Performance): () => number {
	const read = method<Performance, [], number>(Performance.prototype, 'now');
	return () => read(own);
}

function textNatives() {
	return {
		cookie: getter<Document, string>(Document.prototype, 'cookie'),
		baseURI: getter<Node, string>(Node.prototype, 'baseURI'),
		formAction: getter<HTMLFormElement, string>(HTMLFormElement.prototype, 'action'),
		indexOf: method<string, [string], number>(String.prototype, 'indexOf'),
		lowerCase: method<string, [], string>(String.prototype, 'toLowerCase'),
		decode: method<TextDecoder, [BufferSource], string>(TextDecoder.prototype, 'decode'),
		json: method<null, [unknown], string>(JSON, 'stringify'),
	};
}

function bodyNatives() {
	return {
		eachField: method<FormData, [(value: unknown, name: string) => void], void>(
			FormData.prototype,
			'forEach',
		),
		append: method<FormData, [string, unknown], void>(FormData.prototype, 'append'),
		parametersText: method<URLSearchParams, [], string>(URLSearchParams.prototype, 'toString'),
	};
}

function fetchNatives() {
	return {
		fetch: method<Window, [Request], Promise<Response>>(window, 'fetch'),
		header: method<Headers, [string], string | null>(Headers.prototype, 'get'),
		eachHeader: method<Headers, [(value: string, name: string) => void], void>(Headers.prototype, 'forEach'),
		reason: getter<AbortSignal, unknown>(AbortSignal.prototype, 'reason'),
		aborted: getter<AbortSignal, boolean>(AbortSignal.prototype, 'aborted'),
		request: {
			url: getter<Request, string>(Request.prototype, 'url'),
			method: getter<Request, string>(Request.prototype, 'method'),
			headers: getter<Request, Headers>(Request.prototype, 'headers'),
			signal: getter<Request, AbortSignal>(Request.prototype, 'signal'),
			clone: method<Request, [], Request>(Request.prototype, 'clone'),
			arrayBuffer: method<Request, [], Promise<ArrayBuffer>>(Request.prototype, 'arrayBuffer'),
			formData: method<Request, [], Promise<FormData>>(Request.prototype, 'formData'),
		},
		response: {
			status: getter<Response, number>(Response.prototype, 'status'),
			clone: method<Response, [], Response>(Response.prototype, 'clone'),
			text: method<Response, [], Promise<string>>(Response.prototype, 'text'),
		},
	};
}

function xhrNatives() {
	const xhr = XMLHttpRequest.prototype;
	return {
		open: method<XMLHttpRequest, unknown[], void>(xhr, 'open'),
		send: method<XMLHttpRequest, unknown[], void>(xhr, 'send'),
		status: getter<XMLHttpRequest, number>(xhr, 'status'),
		responseType: getter<XMLHttpRequest, string>(xhr, 'responseType'),
		responseText: getter<XMLHttpRequest, string>(xhr, 'responseText'),
		response: getter<XMLHttpRequest, unknown>(xhr, 'response'),
	};
}

export type Natives = ReturnType<typeof captureNatives>;

/**
 * Puts `trap` before `owner[name]`. A proxy keeps what pages look at: name, length, `toString` with "[native code]",
 * own properties, and the property's descriptor.
 */
export function patch(
	owner: object,
	name: string,
	trap: (native: never, self: never, args: unknown[]) => unknown,
): void {
	const descriptor = Object.getOwnPropertyDescriptor(owner, name);
	// Not in this browser (`fetchLater`): nothing to lock.
	if (typeof descriptor?.value !== 'function') return;
	const handler: ProxyHandler<never> = Object.assign(Object.create(null), {apply: trap});
	Object.defineProperty(owner, name, {...descriptor, value: new Proxy(descriptor.value as never, handler)});
}
