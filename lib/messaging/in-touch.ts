/**
 * A port without words. A browser ends a background without asking, and its alarm comes up to 30 s later: too late for "you can
 * post now" and for a stop order. A page that waits for such news sees its port break, and opening it again starts the background.
 */
import {browser} from 'wxt/browser';
import {isConnected} from './send.ts';

const name = 'countersign:in-touch';
/** Milliseconds: one that breaks sooner was not wanted, or its background cannot start. The next one waits as long. */
const shortest = 1000;

/** Keeps the background at hand until `signal` ends. The returned function opens the port anew, for a page that comes back. */
export function stayInTouch(signal: AbortSignal, now: () => number = () => performance.now()): () => void {
	let port: ReturnType<typeof browser.runtime.connect> | undefined;
	const close = () => {
		const last = port;
		port = undefined;
		last?.disconnect();
	};
	const open = () => {
		close();
		if (signal.aborted || !isConnected()) return;
		const since = now();
		const own = browser.runtime.connect({name});
		port = own;
		own.onDisconnect.addListener(() => {
			if (port === own) setTimeout(() => port === own && open(), now() - since < shortest ? shortest : 0);
		});
	};
	signal.addEventListener('abort', close, {once: true});
	open();
	return open;
}

/** The background's half. Call synchronously when it starts. */
export function beInTouch(): void {
	browser.runtime.onConnect.addListener(port => {
		if (port.name !== name) port.disconnect();
	});
}
