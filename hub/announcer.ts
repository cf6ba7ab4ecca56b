/** Brings what is written in the feed to the browsers that listen to this process. */
import {mayHear, type Told, toldAfter} from './feed.ts';
import {rolesOf} from './identity/people.ts';
import type {Store} from './store/store.ts';

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

export function openAnnouncer({db}: Pick<Store, 'db'>, onError: (error: unknown) => void): Announcer {
	const listeners = new Set<Listener>();
	let looking = false;
	let again = false;

	async function look() {
		if (listeners.size === 0) return;
		const told = await toldAfter(db, Math.min(...[...listeners].map(({since}) => since)));
		if (told.length === 0) return;
		for (const listener of [...listeners]) await bring(listener, told);
		if (told.length === 500) again = true;
	}

	/** Roles and devices are looked up at each delivery: what was taken from somebody ends his hearing too. */
	async function bring(listener: Listener, told: readonly Told[]) {
		const {person, device} = listener;
		const row = await db
			.selectFrom('devices')
			.select('revoked_at')
			.where('id', '=', device)
			.executeTakeFirst();
		if (row?.revoked_at !== null) return listener.end();
		const roles = await rolesOf(db, person);
		for (const one of told) {
			if (one.seq <= listener.since) continue;
			listener.since = one.seq;
			if (mayHear(one.audience, {person, roles})) listener.hear(one);
		}
	}

	async function lookUntilQuiet() {
		if (looking) {
			again = true;
			return;
		}
		looking = true;
		try {
			do {
				again = false;
				await look();
			} while (again);
		} catch (error) {
			onError(error);
		} finally {
			looking = false;
		}
	}

	const timer = setInterval(() => void lookUntilQuiet(), pollEvery);
	timer.unref();
	return {
		join(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		wake: () => void lookUntilQuiet(),
		close() {
			clearInterval(timer);
			for (const listener of listeners) listener.end();
		},
	};
}
