import {type Browser, browser} from 'wxt/browser';
import type {GateMode} from '#lib/messaging/page-state.ts';

/**
 * Where blocking `webRequest` is not allowed, Chrome accepts the listener without an error and never calls it (trust.md,
 * 1.6). So a request of our own that must be stopped shows which it is. The canary goes to a port of this machine on which nothing
 * listens: it stays here even if nobody stops it. Not to one that browsers refuse by themselves: Firefox would not even ask.
 */
const canary = 'http://127.0.0.1:47391/countersign-canary';
/** Without the port: that means any, and Firefox knows no other way. */
const canaryPattern = 'http://127.0.0.1/countersign-canary';

/** Watches from now on; call it synchronously at start. `probe` resolves when the mode is known. */
export function watchGateMode(): {mode(): GateMode; probe(): Promise<GateMode>} {
	let mode: GateMode = 'unmanaged';
	const caught = (): Browser.webRequest.BlockingResponse => {
		mode = 'managed';
		return {cancel: true};
	};
	try {
		browser.webRequest.onBeforeRequest.addListener(caught, {urls: [canaryPattern]}, ['blocking']);
	} catch {
		// A browser that says so openly: unmanaged.
	}
	return {
		mode: () => mode,
		async probe() {
			await fetch(canary).catch(() => {}); // Refused either way; who refused it is what counts
			return mode;
		},
	};
}
