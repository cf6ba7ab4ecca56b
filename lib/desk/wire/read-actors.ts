/** Who is registered and who is signed in, put together for the wire lock. */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';
import type {SiteId} from '#lib/core/draft.ts';
import type {Ports, Stores} from '../ports.ts';
import type {Actors} from './actors.ts';

/** One cookie jar: the account that the page's scripts can read and write, and the secret that the site goes by. */
export interface Jar {
	account: string | undefined;
	/** '' where the site has no such cookie. */
	token: string;
}

export interface ActorParts {
	stores: Pick<Stores, 'get' | 'set'>;
	jars(site: SiteId): Promise<readonly Jar[]>;
	now: Ports['now'];
	/** Read again later, when a session has settled. */
	again(ms: number): void;
}

/** Milliseconds for which session and account must have stayed together before they count as one: switches take a moment. */
const settles = 1000;

/**
 * A script of the page can write any account into the readable cookie, to make a company session look personal. So a session
 * (the hash of its secret cookie) that was once a registered account's stays that account's. Nothing is kept about others.
 */
export function actorReader({stores, jars, now, again}: ActorParts): () => Promise<Actors> {
	const together = new Map<string, number>();

	return async () => {
		const enrolled = await stores.get('enrolled');
		const accounts = (enrolled ? await stores.get('accounts') : (await stores.get('mark'))?.accounts) ?? [];
		const registered = (site: SiteId) =>
			new Set(accounts.filter(account => account.site === site).map(({id}) => id));
		const guarded = {x: registered('x'), facebook: registered('facebook')};
		return {
			guarded,
			closed: new Set(accounts.filter(({blind}) => blind === 'closed').map(({site, id}) => `${site} ${id}`)),
			signedIn: {
				x: guarded.x.size > 0 ? await accountsIn('x', guarded.x) : [],
				facebook: guarded.facebook.size > 0 ? await accountsIn('facebook', guarded.facebook) : [],
			},
		};
	};

	async function accountsIn(site: SiteId, guarded: ReadonlySet<string>): Promise<string[]> {
		const known = (await stores.get('sessions')) ?? {};
		const found = await jars(site);
		const accounts = found.map(({account, token}) => (token && known[hashOf(token)]) || account);
		for (const {account, token} of found)
			if (account && token && guarded.has(account)) await pair(hashOf(token), account, known);
		return accounts.filter(account => account !== undefined);
	}

	async function pair(session: string, account: string, known: Readonly<Record<string, string>>) {
		if (known[session]) return;
		const key = `${session} ${account}`;
		const since = together.get(key);
		if (since === undefined) {
			together.set(key, now());
			again(settles);
		} else if (now() - since >= settles) await stores.set('sessions', {...known, [session]: account});
	}
}

function hashOf(token: string): string {
	return bytesToHex(sha256(utf8ToBytes(`countersign session ${token}`)));
}
