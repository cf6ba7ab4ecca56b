/** For tests: a desk on a real hub, its browser in memory, its clock in the test's hands. */

import {createClient} from '#lib/api/client.ts';
import type {Broadcasts} from '#lib/messaging/catalogue.ts';
import {createDesk, type Desk} from './desk.ts';
import {memoryStores} from './memory-stores.ts';
import type {Engine, Managed, Ports, Stores} from './ports.ts';
import type {Notice, PageInFront} from './surroundings.ts';
import {openTestWire} from './wire/wire.fixture.ts';

export interface TestDesk extends Desk {
	heard: {type: keyof Broadcasts; content: unknown}[];
	notices: Notice[];
	badge: () => number;
	reports: {what: string; error: unknown}[];
	/** What the administrator fixed. */
	managed: Managed;
	gate: {mode: 'managed' | 'unmanaged'};
	/** The site's page that the person has in front of him. */
	front: {page: PageInFront | undefined; acting?: string};
	/** Share of the storage in use. */
	storage: {used: number};
	/** The page that somebody looks at. */
	page: {looked: Awaited<ReturnType<Ports['around']['lookAtPage']>>};
	/** Its wire lock, which a test drives as a browser would. */
	wire: ReturnType<typeof openTestWire>;
}

export interface Around {
	fetch: typeof fetch;
	clock: {now: number};
	engine: Engine;
	stores?: Stores;
}

/** One browser. Given the same `stores` again, it is the same browser after its background died. */
export function openTestDesk({fetch, clock, engine, stores = memoryStores()}: Around): TestDesk {
	const heard: TestDesk['heard'] = [];
	const notices: Notice[] = [];
	const reports: TestDesk['reports'] = [];
	const managed: Managed = {};
	const gate = {mode: 'unmanaged' as 'managed' | 'unmanaged'};
	const front: TestDesk['front'] = {page: undefined};
	const storage = {used: 0.1};
	const page: TestDesk['page'] = {looked: undefined};
	const wire = openTestWire();
	let count = 0;
	const ports: Ports = {
		stores,
		engine,
		hub: (url, as) =>
			createClient({
				url,
				fetch,
				...(as && {key: as.key, device: as.device}),
				now: () => clock.now + (as?.clockOffset ?? 0),
			}),
		newKey: () => crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, false, ['sign', 'verify']),
		managed: async () => managed,
		gate: () => gate.mode,
		wire: wire.wire,
		inFront: async () => front.page,
		actingUnseen: async () => front.acting,
		around: {
			broadcast: (type, content) => void heard.push({type, content}),
			badge: shown => {
				count = shown;
			},
			notify: notice => void notices.push(notice),
			equip: async () => {},
			lookAtPage: async () => page.looked,
			later: () => {},
			stayAwake: () => {},
			report: (what, error) => void reports.push({what, error}),
		},
		now: () => clock.now,
		newId: () => crypto.randomUUID(),
		storageUsed: async () => storage.used,
		chance: () => 0.5,
		version: '0.1.0',
		browser: 'Chrome/156',
	};
	return {
		...createDesk(ports),
		heard,
		notices,
		reports,
		managed,
		gate,
		front,
		storage,
		page,
		wire,
		badge: () => count,
	};
}
