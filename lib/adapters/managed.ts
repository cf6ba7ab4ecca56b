import {browser} from 'wxt/browser';
import type {Managed} from '#lib/desk/ports.ts';

/** What an administrator fixed for this browser; empty where nothing is, or where the browser has no such thing. */
export async function managedSettings(): Promise<Managed> {
	try {
		return (await browser.storage.managed.get(['hub', 'organisation', 'keys'])) as Managed;
	} catch {
		return {}; // Firefox rejects when no policy names this extension
	}
}
