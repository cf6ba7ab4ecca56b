/** Brings what is written in the feed to the browsers that listen to this process. */
import {mayHear, type Told, toldAfter} from './feed.ts';
import {rolesOfMany} from './identity/people.ts';
import type {Reader} from './store/schema.ts';

export interface Listener {
	person: string;
	device: string;
	/** The last event it has had. */
	since: number;
	hear: (told: Told) => void;
	end: () => void;
}

export interface Announcer {
	/** Returns how to leave. */
	join: (listener: Listener) => () => void;
	/** Something was committed here: look at once. */
	wake: () => void;
	close: () => void;
}

/** Milliseconds until what another hub process wrote is noticed. */
const pollEvery = 500;

/** A browser needs one, and for a moment two. */
const streamsOfADevice = 4;

export function openAnnouncer(db: Reader, onError: (error: unknown) => void): Announcer {
	const listeners = new Set<Listener>();
	const wake = oneAtATime(() => look(db, [...listeners]), onError);
	const timer = setInterval(wake, pollEvery);
	timer.unref();
	return {
		join(listener) {
			const own = [...listeners].filter(({device}) => device === listener.device);
			// A browser that forgot its streams, or a device that means to wear us out
			if (own.length >= streamsOfADevice) own[0]!.end();
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		wake,
		close() {
			clearInterval(timer);
			for (const listener of listeners) listener.end();
		},
	};
}

/** Asked again while it works, it works once more afterwards: nothing asked for is missed, nothing done twice at once. */
function oneAtATime(work: () => Promise<unknown>, onError: (error: unknown) => void): () => void {
	let state: 'idle' | 'working' | 'again' = 'idle';
	const run = async () => {
		do {
			state = 'working';
			await work().catch(onError);
		} while (state === ('again' as typeof state));
		state = 'idle';
	};
	return () => {
		if (state === 'idle') void run();
		else state = 'again';
	};
}

async function look(db: Reader, listeners: readonly Listener[]): Promise<void> {
	if (listeners.length === 0) return;
	await endRevoked(db, listeners);
	let told: Told[];
	do {
		told = await toldAfter(db, Math.min(...listeners.map(({since}) => since)));
		if (told.length > 0) await bring(db, listeners, told);
	} while (told.length > 0);
}

/** Who was disconnected hears nothing more. */
async function endRevoked(db: Reader, listeners: readonly Listener[]): Promise<void> {
	const devices = listeners.map(({device}) => device);
	const revoked = await db
		.selectFrom('devices')
		.select('id')
		.where('id', 'in', devices)
		.where('revoked_at', 'is not', null)
		.execute();
	const gone = new Set(revoked.map(({id}) => id));
	for (const listener of listeners) if (gone.has(listener.device)) listener.end();
}

/** Roles are looked up at each delivery: what was taken from somebody ends his hearing too. */
async function bring(db: Reader, listeners: readonly Listener[], told: readonly Told[]): Promise<void> {
	const roles = await rolesOfMany(db, [...new Set(listeners.map(({person}) => person))]);
	for (const listener of listeners) {
		const {person, since} = listener;
		const who = {person, roles: roles.get(person) ?? []};
		for (const one of told) if (one.seq > since && mayHear(one.audience, who)) listener.hear(one);
		listener.since = Math.max(since, told.at(-1)!.seq);
	}
}
