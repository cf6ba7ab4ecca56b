/** Sessions live in the database: ending one ends it at once, in every hub process. */
import {createHash} from 'node:crypto';
import type {Deps} from '../deps.ts';
import {hashOf} from '../identity/organisation.ts';
import type {Reader, Transaction} from '../store/schema.ts';

/** Milliseconds without a request after which a session is over. */
export const idleLife = 30 * 60_000;
/** Milliseconds after which it is over however busy it was. */
export const absoluteLife = 12 * 60 * 60_000;
/** Milliseconds to which "last seen" is exact: not every look is a write. */
const seenEvery = 60_000;

export interface Session {
	/** SHA-256 of the secret in the cookie. */
	id: string;
	person: string;
	how: 'passkey' | 'oidc';
	idToken: string | null;
	/** Milliseconds since 1970: when it ends if nothing happens. */
	until: number;
}

/** The secret for the cookie. */
export async function startSession(
	trx: Transaction,
	{now, secret}: Pick<Deps, 'now' | 'secret'>,
	{person, how, idToken = null}: {person: string; how: Session['how']; idToken?: string | null},
): Promise<string> {
	const value = secret();
	const at = now();
	await trx
		.insertInto('sessions')
		.values({
			id: hashOf(value),
			person,
			how,
			id_token: idToken,
			started_at: at,
			seen_at: at,
			ends_at: at + absoluteLife,
		})
		.execute();
	return value;
}

/** The session of this secret, if it is not over. */
export async function findSession(db: Reader, secret: string, now: number): Promise<Session | undefined> {
	return sessionById(db, hashOf(secret), now);
}

export async function sessionById(db: Reader, id: string, now: number): Promise<Session | undefined> {
	const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
	const until = row ? Math.min(row.ends_at, row.seen_at + idleLife) : 0;
	if (!row || until <= now) return;
	return {id: row.id, person: row.person, how: row.how, idToken: row.id_token, until};
}

/** Somebody is there: the idle time starts again. */
export async function keepAwake({store, now}: Deps, {id, until}: Session): Promise<void> {
	const at = now();
	if (until - at > idleLife - seenEvery) return;
	await store.write(trx =>
		trx.updateTable('sessions').set({seen_at: at}).where('id', '=', id).where('seen_at', '<', at).execute(),
	);
}

export async function endSession(trx: Transaction, id: string): Promise<void> {
	await trx.deleteFrom('sessions').where('id', '=', id).execute();
}

/** Of somebody who leaves, or whose passkey is lost. */
export async function endSessionsOf(trx: Transaction, person: string): Promise<void> {
	await trx.deleteFrom('sessions').where('person', '=', person).execute();
}

/** What a page of ours says with each request and no other page can know: derived, so that nothing more is kept. */
export function antiForgery(secret: string): string {
	return createHash('sha256').update(`countersign-console ${secret}`).digest('base64url');
}
