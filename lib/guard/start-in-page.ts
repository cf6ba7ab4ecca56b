import {connectGuard} from '#lib/messaging/bridge.ts';
import type {Operations, Site} from '#lib/sites/site.ts';
import {deskLink} from './desk-link.ts';
import {startGuard} from './guard.ts';
import {kitFrom} from './kit.ts';

/** The guard in a real page of a real browser. Synchronous: the page's first script must find everything armed. */
export function startInPage(site: Site, operations: Pick<Operations, 'outcome'>): void {
	// Our own lifetime, as long as the document's (design.md, section 3).
	const {signal} = new AbortController();
	const desk = deskLink();
	const bridge = connectGuard(signal);
	site.consult?.(bridge.consult);
	startGuard({...{site, operations, desk, bridge, document, signal}, equip: kitFrom(desk), now: Date.now});
}
