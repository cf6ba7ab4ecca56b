/** One pass over everything that the hub may have changed, and over everything it must still hear. */
import {HubError} from '#lib/api/client.ts';
import type {HoldView} from '#lib/api/contract.ts';
import {settleUnanswered} from './after-release.ts';
import {syncComplaints} from './complaints.ts';
import {deliver} from './deliver.ts';
import {hasChanged, showBadge} from './hold-news.ts';
import {learn, rowOf} from './holds.ts';
import {syncLessons} from './lessons.ts';
import {pruneMedia} from './media.ts';
import {gathered, noticeOf} from './notices.ts';
import {hearNudge, hearTasks, updated} from './nudge.ts';
import {refreshPolicy} from './policy.ts';
import type {HoldRow, Ports, Values} from './ports.ts';
import {syncReady} from './ready.ts';
import {syncReminders} from './reminders.ts';
import type {Session} from './session.ts';
import {tellHub} from './tell-hub.ts';
import {heartbeat} from './witness.ts';

/** Milliseconds for which a receipted record is kept here, to be shown to the person it is about. */
const keep = 30 * 24 * 60 * 60_000;

/** What was learnt: each step stands alone, so a failing one does not stop the others. */
export async function sync(ports: Ports, session: Session): Promise<'online' | 'offline'> {
	const steps: [string, () => Promise<unknown>][] = [
		['who and which accounts', () => syncMe(ports, session)],
		['rules', () => syncPolicy(ports, session)],
		['holds', () => syncHolds(ports, session)],
		['ready replies', () => syncReady(ports, session)],
		['promises', () => syncReminders(ports, session)],
		['complaints', () => syncComplaints(ports, session)],
		['lessons', () => syncLessons(ports, session)],
		['unanswered releases', () => settleUnanswered(ports, session.enrolled)],
		['heartbeat', () => heartbeat(ports, session.enrolled)],
		['outbox', () => syncOutbox(ports, session)],
		['outcomes', () => tellHub(ports, session)],
	];
	let reached: 'online' | 'offline' = 'online';
	for (const [what, step] of steps) {
		try {
			await step();
		} catch (error) {
			if (error instanceof HubError && error.status === 0) reached = 'offline';
			else ports.around.report(`sync: ${what}`, error);
		}
	}
	return reached;
}

/** The hub's word on names and accounts; the pinned keys and this device's own id never change. */
export async function syncMe(ports: Ports, {hub, enrolled}: Session): Promise<void> {
	const asked = ports.now();
	const me = await hub.call('me').catch(error => throwWithTimeSet(ports, hub, error));
	// Half the round trip: the hub read its clock about then.
	await ports.stores.set('clockOffset', Math.round(me.now - (asked + ports.now()) / 2));
	// The hub answers: what waited because it did not can go at once.
	await ports.stores.remove('backOff');
	const before = JSON.stringify(await ports.stores.get('accounts'));
	await ports.stores.set('accounts', me.accounts);
	await keepStops(ports, me.stops ?? []);
	await hearNudge(ports, me);
	await hearTasks(ports, me);
	if (JSON.stringify(me.person) !== JSON.stringify(enrolled.person))
		await ports.stores.set('enrolled', {...enrolled, person: {...me.person, id: enrolled.person.id}});
	if (JSON.stringify(me.accounts) === before) return;
	await ports.wire.refresh();
	ports.around.broadcast('state:changed', {what: 'accounts'});
}

/** An order reaches every page at once, and so does its end. */
async function keepStops(ports: Ports, stops: Values['stops']): Promise<void> {
	const before = (await ports.stores.get('stops')) ?? [];
	await ports.stores.set('stops', stops);
	if (JSON.stringify(stops) !== JSON.stringify(before))
		ports.around.broadcast('state:changed', {what: 'stops'});
}

/** A proof refused may be a clock that was changed since: ask for the time, which needs no proof. Always throws. */
async function throwWithTimeSet(ports: Ports, hub: Session['hub'], error: unknown): Promise<never> {
	if (error instanceof HubError && error.status === 401) {
		const {now} = await hub.call('info');
		await ports.stores.set('clockOffset', now - ports.now());
	}
	throw error;
}

export async function syncPolicy(ports: Ports, session: Session): Promise<void> {
	if (await refreshPolicy(ports, session)) ports.around.broadcast('state:changed', {what: 'policy'});
	await updated(ports);
}

export async function syncHolds(ports: Ports, session: Session): Promise<void> {
	const isReviewer = session.enrolled.person.roles.some(({role}) => role === 'reviewer');
	const changes = await syncList(ports, session, 'mine');
	const others = isReviewer ? await syncList(ports, session, 'queue') : 0;
	await showBadge(ports);
	if (changes + others > 0) ports.around.broadcast('state:changed', {what: 'holds'});
}

async function syncList(ports: Ports, session: Session, list: HoldRow['list']): Promise<number> {
	const asked = ports.stores.askingHolds();
	const views = (await session.hub.call('holds', undefined, {view: list})) as HoldView[];
	const before = new Map((await ports.stores.holds()).map(row => [row.id, row]));
	const all = await Promise.all(views.map(view => rowOf(ports, session, view)));
	const rows = all.filter(row => row.list === list);
	await ports.stores.replaceHolds(list, rows, asked);
	const changed = rows.filter(row => hasChanged(row, before.get(row.id)));
	tell(ports, changed, before);
	const gone = [...before.values()].filter(row => row.list === list && !rows.some(({id}) => id === row.id));
	return changed.length + gone.length;
}

/** One hold changed: the quickest way from the reviewer's "Approve" to the author's page. */
export async function syncHold(ports: Ports, session: Session, id: string): Promise<void> {
	const {row, before} = await learn(ports, session, () => session.hub.call('hold', undefined, {id}));
	if (!hasChanged(row, before)) return;
	tell(ports, [row], new Map(before && [[id, before]]));
	await showBadge(ports);
	ports.around.broadcast('state:changed', {what: 'holds'});
}

function tell(ports: Ports, rows: readonly HoldRow[], before: ReadonlyMap<string, HoldRow>) {
	for (const row of rows) if (row.list === 'mine') ports.around.broadcast('hold:changed', {hold: row.view});
	const notices = rows.map(row => noticeOf(row, before.get(row.id))).filter(notice => notice !== undefined);
	for (const notice of gathered(notices)) ports.around.notify(notice);
}

/** When to try again what could not be delivered; null when nothing is left. */
export async function syncOutbox(ports: Ports, session: Session): Promise<number | null> {
	const {sent, retryAt} = await deliver(ports, session);
	if (sent > 0) {
		ports.around.broadcast('state:changed', {what: 'outbox'});
		await ports.stores.pruneRecords(ports.now() - keep);
		await pruneMedia(ports);
	}
	return retryAt;
}
