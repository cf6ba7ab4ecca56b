/**
 * The two ends of the bridge between the page lock (MAIN world) and the guard (isolated world).
 *
 * They talk over an element that is in no document, so no script of the page can have a reference to it. At
 * document_start, before any script of the page runs, the guard hands it over inside a synchronous event
 * (`relatedTarget` crosses worlds as a node). Whichever side runs second completes the handshake; only the first one
 * counts. `document.open()` clears the listeners of a document, not those of a detached element.
 */
import {parseFromPage, parseToPage, parseUpload} from './bridge-parse.ts';
import type {FromPage, ToPage, UploadSeen} from './bridge-protocol.ts';
import {bare, getter, method, safeJson} from './natives.ts';

/** Page lock → everybody: "is a guard there?" */
const HELLO = 'countersign:hello';
/** Guard → page lock: the element, as `relatedTarget`. */
const HANDSHAKE = 'countersign:bridge';
const FROM_PAGE = 'p';
const TO_PAGE = 'g';
/** Page lock → guard: `{json, bytes}`; the browser clones the bytes' handle from world to world. */
const UPLOAD = 'u';
/** Page lock → guard, on the element: "I have it." */
const READY = 'r';
/** Guard → page lock: "what does the page know about this element?", as `relatedTarget`; answered at once. */
const CONSULT = 'c';
const ANSWER = 'a';

export interface GuardEnd {
	/** The page lock is installed in this frame and holds the other end. Without it, say so and hold by gesture alone. */
	connected(): boolean;
	/** Sent at once, or as soon as the page lock is there. */
	send(message: ToPage): void;
	/** Whatever arrives is hostile input of the right shape. */
	listen(listener: (message: FromPage) => void): void;
	/** Files as they are brought to the site. */
	onUpload(listener: (seen: UploadSeen) => void): void;
	/** What the page itself knows about an element, where its DOM does not show it; '' when nothing. Hostile input. */
	consult(element: Element): string;
}

export interface PageEnd {
	connected(): boolean;
	send(message: FromPage): void;
	upload(seen: UploadSeen): void;
	listen(listener: (message: ToPage) => void): void;
	onConsult(answer: (element: EventTarget) => string): void;
}

/** The guard's end. Call it synchronously at document_start; `signal` must not be WXT's (a page can abort that one). */
export function connectGuard(signal?: AbortSignal): GuardEnd {
	const element = document.createElement('i');
	const options: AddEventListenerOptions = signal ? {signal} : {};
	const unsent: ToPage[] = [];
	let ready = false;
	const put = (message: ToPage) =>
		element.dispatchEvent(new CustomEvent(TO_PAGE, {detail: JSON.stringify(message)}));
	const offer = () => {
		if (!ready) document.dispatchEvent(new MouseEvent(HANDSHAKE, {relatedTarget: element}));
	};
	element.addEventListener(READY, onReady, {...options, once: true});
	document.addEventListener(HELLO, offer, options);
	offer();

	function onReady() {
		ready = true;
		document.removeEventListener(HELLO, offer);
		for (const message of unsent.splice(0)) put(message);
	}

	return {
		connected: () => ready,
		send: message => void (ready ? put(message) : unsent.push(message)),
		onUpload(listener) {
			const hear = (event: Event) => {
				const {json, bytes} = ((event as CustomEvent).detail ?? {}) as Record<string, unknown>;
				const seen = parseUpload(json, bytes);
				if (seen) listener(seen);
			};
			element.addEventListener(UPLOAD, hear, options);
		},
		consult(about) {
			let answer: unknown;
			const hear = (event: Event) => {
				answer = (event as CustomEvent).detail;
			};
			element.addEventListener(ANSWER, hear);
			element.dispatchEvent(new MouseEvent(CONSULT, {relatedTarget: about}));
			element.removeEventListener(ANSWER, hear);
			return typeof answer === 'string' ? answer : '';
		},
		listen(listener) {
			element.addEventListener(
				FROM_PAGE,
				event => {
					const message = parseFromPage((event as CustomEvent).detail);
					if (message) listener(message);
				},
				options,
			);
		},
	};
}

/** The page lock's end. Call it synchronously at document_start: all natives are captured here. */
export function connectPageLock(): PageEnd {
	const {CustomEvent, MouseEvent} = globalThis;
	const detailOf = getter<Event, unknown>(CustomEvent.prototype, 'detail');
	const relatedTargetOf = getter<Event, EventTarget | null>(MouseEvent.prototype, 'relatedTarget');
	const on = method<EventTarget, [string, (event: Event) => void], void>(
		EventTarget.prototype,
		'addEventListener',
	);
	const off: typeof on = method(EventTarget.prototype, 'removeEventListener');
	const dispatch = method<EventTarget, [Event], boolean>(EventTarget.prototype, 'dispatchEvent');
	const untouched = pageUntouched(document);
	let element: EventTarget | undefined;
	// The guard may speak inside the handshake, before anybody listens here.
	let early: ToPage | undefined;
	let heard: (message: ToPage) => void = message => {
		if (message.type === 'accounts') early = message;
	};
	let consulted: (element: EventTarget) => string = () => '';

	on(document, HANDSHAKE, accept);
	dispatch(document, new CustomEvent(HELLO));

	function accept(event: Event) {
		// Later than the page's first script, the sender may be the page itself playing the guard.
		const offered = untouched() ? relatedTargetOf(event) : null;
		off(document, HANDSHAKE, accept);
		if (!offered) return;
		element = offered;
		on(element, TO_PAGE, onMessage);
		on(element, CONSULT, onConsult);
		dispatch(element, new CustomEvent(READY));
	}

	function onConsult(event: Event) {
		const about = relatedTargetOf(event);
		if (element && about) dispatch(element, new CustomEvent(ANSWER, {detail: consulted(about)}));
	}

	function onMessage(event: Event) {
		const message = parseToPage(detailOf(event));
		if (message) heard(message);
	}

	return {
		connected: () => element !== undefined,
		send(message) {
			if (element) dispatch(element, new CustomEvent(FROM_PAGE, {detail: safeJson(message)}));
		},
		upload(seen) {
			const bytes = 'bytes' in seen ? seen.bytes : null;
			const detail = bare<unknown>();
			detail.json = safeJson(withoutBytes(seen));
			detail.bytes = bytes;
			if (element) dispatch(element, new CustomEvent(UPLOAD, {detail}));
		},
		listen(listener) {
			heard = listener;
			if (early) listener(early);
			early = undefined;
		},
		onConsult(answer) {
			consulted = answer;
		},
	};
}

function withoutBytes(seen: UploadSeen): object {
	const rest = bare<unknown>();
	for (const key in seen) if (key !== 'bytes') rest[key] = seen[key as keyof UploadSeen];
	return rest;
}

/** What a parser makes before the first thing that can run a script. */
const INERT = {HTML: true, HEAD: true, META: true, TITLE: true, BASE: true};

/**
 * True until the page could have run a script. Records of a MutationObserver are delivered before the script that the
 * parser has just inserted runs. In a tab that was open before we were installed there is nothing left to protect.
 */
function pageUntouched(root: Document): () => boolean {
	if (root.readyState !== 'loading') return () => true;
	let untouched = true;
	const observer = new MutationObserver(records => {
		for (const record of records)
			for (const node of record.addedNodes)
				if (node instanceof Element && !(node.tagName in INERT)) untouched = false;
		if (!untouched) observer.disconnect();
	});
	observer.observe(root, {childList: true, subtree: true});
	return () => untouched;
}
