/** What the screens know, asked from the background and asked again whenever it says that something changed. */
import {createContext, useCallback, useContext, useEffect, useRef, useState} from 'react';
import {browser} from 'wxt/browser';
import type {HoldView, PostTask} from '#lib/api/contract.ts';
import type {DeskState} from '#lib/messaging/catalogue.ts';
import type {OwnRecord} from '#lib/messaging/own-record.ts';
import type {PageSeen} from '#lib/messaging/page-parts.ts';
import type {QueueItem} from '#lib/messaging/queue-item.ts';
import {onBroadcast, send} from '#lib/messaging/send.ts';
import {asker, type Trouble} from './asker.ts';

/** `value` is the last answer, `undefined` before the first; `trouble` says why nothing newer comes. */
export interface Asked<T> {
	value: T | undefined;
	trouble: Trouble;
	again: () => void;
}

function useAsked<T>(ask: () => Promise<T>): Asked<T> {
	const [value, setValue] = useState<T>();
	const [trouble, setTrouble] = useState<Trouble>('none');
	const running = useRef<ReturnType<typeof asker>>(undefined);
	useEffect(() => {
		const controller = new AbortController();
		const {signal} = controller;
		const asking = asker(
			ask,
			shown => {
				setTrouble(shown.trouble);
				if (shown.trouble === 'none') setValue(shown.answer);
			},
			signal,
		);
		running.current = asking;
		onBroadcast(asking.again, signal);
		return () => controller.abort();
	}, [ask]);
	const again = useCallback(() => running.current?.again(), []);
	return {value, trouble, again};
}

/** Milliseconds: what is read from memory is there at once, or its background is stuck and is better asked again. */
const patience = 5000;

export interface KnownState extends DeskState {
	/** Milliseconds that the hub's clock is ahead of this computer's. */
	ahead: number;
}
const askState = async (): Promise<KnownState> => {
	const state = await send('desk:state', {}, patience);
	return {...state, ahead: state.now - Date.now()};
};
const askHolds = async () => {
	const reply = await send('queue:list', {}, patience);
	if (reply.ok) return reply;
	if (reply.code === 'not-enrolled') return null;
	throw new Error(reply.message);
};
const askRecords = async (): Promise<OwnRecord[]> => {
	const reply = await send('records:mine', {});
	return reply.ok ? reply.records : [];
};

export function useDeskState(): Asked<KnownState> {
	return useAsked(askState);
}

const askTasks = async (): Promise<readonly PostTask[]> => {
	const reply = await send('tasks:list', {});
	return reply.ok ? reply.tasks : [];
};

export function useTasks(): Asked<readonly PostTask[]> {
	return useAsked(askTasks);
}

const askComplaints = async () => {
	const reply = await send('complaints:list', {});
	return reply.ok ? reply : undefined;
};

export function useComplaints() {
	return useAsked(askComplaints);
}

const askReminders = async () => {
	const reply = await send('reminders:list', {});
	return reply.ok ? reply : undefined;
};

export function useReminders() {
	return useAsked(askReminders);
}

const askOvernight = async () => {
	const reply = await send('overnight:line', {});
	return reply.ok ? reply.overnight : null;
};

export function useOvernight() {
	return useAsked(askOvernight);
}

export function useRecords(): Asked<OwnRecord[]> {
	return useAsked(askRecords);
}

/** The tab under the popup; a popup's page in a tab of its own speaks of the site's page that was used last. */
const askPage = async (): Promise<PageSeen | null> => {
	const own = await browser.tabs.getCurrent();
	const [active] = own ? [] : await browser.tabs.query({active: true, currentWindow: true});
	const reply = await send('desk:page', {tab: active?.id ?? null}, patience);
	return reply.ok ? reply.page : null;
};

export function usePage(): Asked<PageSeen | null> {
	return useAsked(askPage);
}

export interface Holds {
	items: readonly QueueItem[];
	mine: readonly HoldView[];
	stale: boolean;
}

/** All holds that concern this person: to decide, and his own. None before the browser is enrolled. */
export function useHolds(): Asked<Holds> {
	const asked = useAsked(askHolds);
	return {...asked, value: asked.value ?? undefined};
}

/** One held item with all that is known of it, and whenever that changes. */
export function useItem(hold: string): HoldView | undefined {
	const ask = useCallback(async () => {
		const reply = await send('queue:item', {hold}, patience);
		return reply.ok ? reply.hold : undefined;
	}, [hold]);
	return useAsked(ask).value;
}

/** `ahead` of the state that is shown: holds and their ends are on the hub's clock, and a computer's may be wrong. */
export const HubClock = createContext(0);

/** The hub's time, moving on twice a minute: waits and ends are shown to the minute. */
export function useNow(): number {
	const ahead = useContext(HubClock);
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 30_000);
		return () => clearInterval(timer);
	}, []);
	return now + ahead;
}
