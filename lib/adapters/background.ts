/** The background, introduced to its browser. */
import {browser} from 'wxt/browser';
import {createClient} from '#lib/api/client.ts';
import {createDesk, type Desk} from '#lib/desk/desk.ts';
import {contentHandlers, deskHandlers} from '#lib/desk/handlers.ts';
import type {Ports} from '#lib/desk/ports.ts';
import {recordWitnessed} from '#lib/desk/witness.ts';
import {answer} from '#lib/messaging/answer.ts';
import {beInTouch} from '#lib/messaging/in-touch.ts';
import {dexieStores, openDatabase} from './dexie-stores.ts';
import {policyEngine} from './engine.ts';
import {watchGateMode} from './gate-mode.ts';
import {managedSettings} from './managed.ts';
import {markedStores} from './marked-stores.ts';
import {actingUnseen, pageInFront} from './page-in-front.ts';
import {rememberValues} from './remembered-values.ts';
import {noticePrefix, surroundings} from './surroundings.ts';
import {startWire} from './wire-lock.ts';

const alarm = 'countersign';
/** Minutes; Chrome's shortest (since 120). */
const period = 0.5;

/** Call synchronously when the background starts: a listener added later misses the event that woke it. */
export function startBackground(): Desk {
	const gate = watchGateMode();
	const stores = markedStores(rememberValues(dexieStores(openDatabase())), browser.storage.local);
	const around = surroundings();
	const wire = startWire({
		stores,
		report: around.report,
		switched: () => around.broadcast('state:changed', {what: 'session'}),
		witnessed: seen => recordWitnessed(desk.ports, desk.recent, seen),
	});
	const desk = createDesk({
		stores,
		around,
		engine: policyEngine(),
		hub: hubClient,
		newKey: () => crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, false, ['sign', 'verify']),
		managed: managedSettings,
		gate: gate.mode,
		wire,
		inFront: pageInFront,
		actingUnseen,
		now: Date.now,
		newId: () => crypto.randomUUID(),
		storageUsed,
		chance: Math.random,
		version: browser.runtime.getManifest().version,
		browser: browserName(navigator.userAgent),
	});
	const self = {id: browser.runtime.id, base: new URL('/', location.href).href};
	const report = (error: unknown) => around.report('a message was not answered', error);
	answer(self, {content: contentHandlers(desk), desk: deskHandlers(desk)}, report);
	beInTouch();
	wakeBy(desk, () => gate.probe());
	return desk;
}

/** Bytes that a store must have to be written to at all: what is written behind it, by its own compaction, needs room too. */
const leastRoom = 16 * 1024 * 1024;

async function storageUsed(): Promise<number | null> {
	const {usage, quota} = await navigator.storage.estimate();
	if (usage === undefined || !quota) return null;
	return quota - usage < leastRoom ? 1 : usage / quota;
}

const hubClient: Ports['hub'] = (url, as) =>
	createClient(as ? {url, key: as.key, device: as.device, now: () => Date.now() + as.clockOffset} : {url});

function wakeBy(desk: Desk, probe: () => Promise<unknown>): void {
	const tick = () => void desk.tick().catch(error => desk.ports.around.report('a tick failed', error));
	browser.alarms.onAlarm.addListener(({name}) => {
		if (name === alarm) tick();
	});
	browser.runtime.onStartup.addListener(() => {}); // Being listened for, it starts the background with the browser
	browser.runtime.onInstalled.addListener(({reason}) => {
		if (reason === 'install') void browser.tabs.create({url: new URL('/welcome.html', location.href).href});
	});
	browser.notifications.onClicked.addListener(id => {
		if (id.startsWith(noticePrefix))
			void browser.tabs.create({url: new URL('/review.html', location.href).href});
	});
	self.addEventListener('online', tick);
	// Alarms can be lost (trust.md, 1.1): made again at each start.
	void browser.alarms.create(alarm, {periodInMinutes: period});
	void probe().then(tick, tick);
}

/** `Chrome/156.0.0.0` out of the user-agent string: enough to read a heartbeat by. */
function browserName(userAgent: string): string {
	return /(?:Edg|Firefox|Chrome)\/[\d.]+/.exec(userAgent)?.[0] ?? 'unknown';
}
