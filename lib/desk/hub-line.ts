/** The open line to the hub: what happens when it says that something changed. */
import type {HubEvent} from '#lib/api/contract.ts';
import {takeRules} from './arrival.ts';
import {syncComplaints} from './complaints.ts';
import {type Health, setHub} from './health.ts';
import {type Listener, listen} from './live.ts';
import type {Ports} from './ports.ts';
import {syncReady} from './ready.ts';
import {syncReminders} from './reminders.ts';
import {type Session, sessionOf} from './session.ts';
import {syncHold, syncMe} from './sync.ts';

export interface HubLine {
	isOpen(): boolean;
	/** Opens the line unless it is open, and opens it again whenever it breaks, until it is closed. */
	open(): void;
	close(): void;
}

/** Milliseconds before a broken line is opened again: the first, and at most. */
const firstPause = 1000;
const longestPause = 30_000;

export function hubLine(ports: Ports, health: Health, syncAll: () => Promise<void>): HubLine {
	let current: AbortController | undefined;
	const inBackground = (what: string, work: () => Promise<unknown>) => {
		void work().catch(error => ports.around.report(what, error));
	};
	const listenerFor = (session: Session): Listener => ({
		event: event => inBackground('an event', () => onEvent(session, event)),
		pulse: () => inBackground('staying awake', () => stayAwakeWhileNeeded(ports, session)),
	});

	async function onEvent(session: Session, event: HubEvent) {
		setHub(ports, health, 'online');
		if (event.type === 'hello') return syncAll(); // What was missed while nobody listened
		if (event.type === 'hold') return syncHold(ports, session, event.id);
		if (event.type === 'policy') return takeRules(ports, session);
		if (event.type === 'ready') return syncPromised(session);
		if (event.type === 'complaint') return syncComplaints(ports, session);
		if (event.type === 'nudge') return nudged(session, event.device);
		return syncMe(ports, session);
	}

	async function nudged(session: Session, device: string) {
		if (device !== session.enrolled.device) return;
		await syncMe(ports, session);
		await takeRules(ports, session);
	}

	async function syncPromised(session: Session) {
		await syncReady(ports, session);
		await syncReminders(ports, session);
	}

	async function follow(controller: AbortController, pause: number) {
		const session = await sessionOf(ports);
		if (controller.signal.aborted) return;
		if (!session) return close();
		await listen(session.hub, listenerFor(session), controller.signal);
		if (controller.signal.aborted) return;
		await syncAll(); // Tells whether the hub is gone or only the line
		const next = health.hub === 'online' ? firstPause : Math.min(longestPause, pause * 2);
		ports.around.later(next * (0.5 + ports.chance()), () => run(controller, next));
	}

	function run(controller: AbortController, pause: number) {
		if (controller.signal.aborted) return;
		void follow(controller, pause).catch(error => {
			ports.around.report('the line to the hub', error);
			if (current === controller) current = undefined; // The next tick opens another
		});
	}

	function close() {
		current?.abort();
		current = undefined;
	}

	return {
		close,
		isOpen: () => current !== undefined,
		open() {
			if (current) return;
			current = new AbortController();
			run(current, firstPause);
		},
	};
}

const pending: ReadonlySet<string> = new Set(['held', 'in_review', 'approved', 'released']);

/** Only while somebody waits for news: else this background may sleep, and an alarm wakes it. */
async function stayAwakeWhileNeeded({stores, around}: Ports, {enrolled}: Session): Promise<void> {
	const isReviewer = enrolled.person.roles.some(({role}) => role === 'reviewer');
	if (isReviewer) return around.stayAwake();
	const rows = await stores.holds();
	if (rows.some(({list, view}) => list === 'mine' && pending.has(view.state))) around.stayAwake();
}
