/** The open line to the hub: what happens when it says that something changed. */
import type {HubEvent} from '#lib/api/contract.ts';
import {type Health, setHub} from './health.ts';
import {type Listener, listen} from './live.ts';
import type {Ports} from './ports.ts';
import {type Session, sessionOf} from './session.ts';
import {syncHold, syncMe, syncPolicy} from './sync.ts';

export interface HubLine {
	isOpen(): boolean;
	/** Opens the line unless it is open. Resolves when it has ended. */
	follow(): Promise<void>;
	close(): void;
}

export function hubLine(ports: Ports, health: Health, syncAll: () => Promise<void>): HubLine {
	let open: AbortController | undefined;
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
		if (event.type === 'policy') return syncPolicy(ports, session);
		return syncMe(ports, session);
	}

	return {
		isOpen: () => open !== undefined,
		close() {
			open?.abort();
			open = undefined;
		},
		async follow() {
			if (open) return;
			const mine = new AbortController();
			open = mine; // Before anything is awaited: two ticks must not open two lines
			try {
				const session = await sessionOf(ports);
				if (session) await listen(session.hub, listenerFor(session), mine.signal);
			} finally {
				if (open === mine) open = undefined;
			}
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
