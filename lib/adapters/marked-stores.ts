/** That this browser is enrolled, and what it guards, noted in a second database: a full disk has emptied the first one (ADR 247). */
import type {Stores, Values} from '#lib/desk/ports.ts';

/** Of `browser.storage`. */
export interface Area {
	get(key: string): Promise<Record<string, unknown>>;
	set(items: Record<string, unknown>): Promise<void>;
	remove(key: string): Promise<void>;
}

const key = 'enrolment';

/** The value `mark` lives in `area`; it follows who is enrolled and which accounts are guarded, and goes when they go. */
export function markedStores(stores: Stores, area: Area): Stores {
	let written = '';

	async function mark(): Promise<void> {
		const [enrolled, accounts] = [await stores.get('enrolled'), await stores.get('accounts')];
		if (!enrolled) return;
		const {id, name} = enrolled.person;
		const marked: Values['mark'] = {person: {id, name}, accounts: accounts ?? []};
		if (JSON.stringify(marked) === written) return;
		await area.set({[key]: marked});
		written = JSON.stringify(marked);
	}

	return {
		...stores,
		get: (async name => (name === 'mark' ? (await area.get(key))[key] : stores.get(name))) as Stores['get'],
		async set(name, value) {
			await stores.set(name, value);
			if (name === 'enrolled' || name === 'accounts') await mark();
		},
		async clear() {
			// First: left behind, it would say that something was lost
			await area.remove(key);
			written = '';
			await stores.clear();
		},
	};
}
