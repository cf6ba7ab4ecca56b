interface ExtendableEvent extends Event {
	waitUntil: (work: Promise<unknown>) => void;
}

interface FetchEvent extends ExtendableEvent {
	request: Request;
	respondWith: (response: Promise<Response>) => void;
}

/** The part of a service worker's global that is used; the project's types are those of a window. */
interface Scope {
	addEventListener(type: 'install' | 'activate', listen: (event: ExtendableEvent) => void): void;
	addEventListener(type: 'fetch', listen: (event: FetchEvent) => void): void;
	addEventListener(type: 'message', listen: (event: ExtendableEvent & {data: unknown}) => void): void;
	skipWaiting: () => Promise<void>;
	clients: {
		claim: () => Promise<void>;
		matchAll: (options: {type: 'window'}) => Promise<{postMessage: (message: unknown) => void}[]>;
	};
}

const worker = self as unknown as Scope;

const SHELL = 'x-shell-1';
/** What the real worker never touches: posts, likes and messages are neither queued nor re-fetched (x.md section 15). */
const EXCLUDED =
	/\/graphql\/|\/1\.1\/dm\/new2\.json|\/1\.1\/statuses\/update\.json|\/i\/media\/upload\.json|^\/compose\//;
/** What it re-fetches: these calls then come from the worker, with no tab. */
const REFETCHED = /\/v2\/cards\/create\.json|\/1\.1\/media\/metadata\/create\.json/;
const SHELLS = /^\/(home|explore|notifications|messages.*|search.*)?$|^\/\w+(\/status\/\d+)?$/;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', event => {
	const {request} = event;
	const {pathname} = new URL(request.url);
	if (EXCLUDED.test(pathname)) return;
	if (REFETCHED.test(pathname)) event.respondWith(fetch(request));
	else if (request.mode === 'navigate' && SHELLS.test(pathname)) event.respondWith(fromShell(request));
});

/** The cached document with its old headers, and a fresh copy for the next time. */
async function fromShell(request: Request): Promise<Response> {
	const cache = await caches.open(SHELL);
	const key = new URL(request.url).pathname;
	const old = await cache.match(key);
	const fresh = fetch(request).then(async response => {
		await cache.put(key, response.clone());
		return response;
	});
	return old ?? fresh;
}

// The page hands us what a push service would: the notification's button was pressed.
worker.addEventListener('message', event => {
	const {type, action, target} = event.data as {type: string; action: string; target: string};
	if (type !== 'push') return;
	event.waitUntil(
		worker.clients.matchAll({type: 'window'}).then(clients => {
			clients[0]?.postMessage({type: action, tweetId: target});
		}),
	);
});
