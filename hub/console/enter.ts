/** From proof of who somebody is to a session: in one transaction with the archive's entry of it. */
import type {WebAuthnCredential} from '@simplewebauthn/server';
import type {ConsoleEntry} from '#lib/api/console.ts';
import type {Deps} from '../deps.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {isUniqueViolation} from '../store/violations.ts';
import {comeIn} from './entry.ts';
import type {Identity} from './oidc.ts';
import {oidcRefusal} from './oidc-refusal.ts';
import {savePasskey, verifyPasskey} from './passkeys.ts';
import {type Session, startSession} from './sessions.ts';

interface Entered {
	person: string;
	/** For the cookie. */
	secret: string;
}

export async function enterByNewPasskey(
	deps: Deps,
	credential: WebAuthnCredential,
	{entry, label}: {entry: ConsoleEntry; label: string},
): Promise<Entered> {
	return deps.store.write(async trx => {
		const person = await comeIn(trx, deps, entry);
		await savePasskey(trx, credential, {person: person.id, label, now: deps.now()}).catch(error => {
			if (!isUniqueViolation(error)) throw error;
			throw new Refused(409, 'known-passkey', 'This passkey is in use already. Sign in with it.');
		});
		const body = {person, passkey: credential.id, label};
		await journal(trx, deps, {type: 'passkey.enrolled', by: person.id, body});
		return enter(trx, deps, {person: person.id, how: 'passkey'});
	});
}

export async function enterByPasskey(deps: Deps, answer: unknown, challenge: string): Promise<Entered> {
	return deps.store.write(async trx => {
		const person = await verifyPasskey(trx, deps, answer, challenge);
		return enter(trx, deps, {person, how: 'passkey'});
	});
}

/** A person is issuer and subject. Somebody new comes with an invite, which is linked to exactly this identity. */
export async function enterByIdentity(
	deps: Deps,
	identity: Identity,
	entry: ConsoleEntry | null,
): Promise<Entered> {
	return deps.store.write(async trx => {
		const known = await personOf(trx, identity);
		const person = entry
			? await link(trx, deps, identity, entry, known)
			: (known ?? (await joiner(trx, deps, identity)));
		if (person === undefined) throw oidcRefusal('unknown-person');
		return enter(trx, deps, {person, how: 'oidc', idToken: identity.idToken});
	});
}

async function personOf(trx: Transaction, {issuer, subject}: Identity): Promise<string | undefined> {
	const row = await trx
		.selectFrom('identities')
		.select('person')
		.where('issuer', '=', issuer)
		.where('subject', '=', subject)
		.executeTakeFirst();
	return row?.person;
}

/** Whom the company's directory made is known by the subject of its sign-in: never by an address or a name. */
async function joiner(
	trx: Transaction,
	deps: Deps,
	{issuer, subject}: Identity,
): Promise<string | undefined> {
	const [row, ...others] = await trx
		.selectFrom('scim_users')
		.leftJoin('identities', 'identities.person', 'scim_users.person')
		.select('scim_users.person')
		.where('external_id', '=', subject)
		.where('active', '=', 1)
		.where('identities.person', 'is', null)
		.execute();
	if (!row || others.length > 0) return;
	const {person} = row;
	await trx.insertInto('identities').values({issuer, subject, person, since: deps.now()}).execute();
	await journal(trx, deps, {type: 'identity.linked', by: person, body: {person, issuer, subject}});
	return person;
}

async function link(
	trx: Transaction,
	deps: Deps,
	{issuer, subject}: Identity,
	entry: ConsoleEntry,
	known: string | undefined,
): Promise<string> {
	const person = await comeIn(trx, deps, entry);
	// Else an invite in another name would make two persons of one: the way round four eyes
	if (known !== undefined && known !== person.id) throw oidcRefusal('known-identity');
	if (known === person.id) return known;
	await trx
		.insertInto('identities')
		.values({issuer, subject, person: person.id, since: deps.now()})
		.execute();
	const body = {person, issuer, subject};
	await journal(trx, deps, {type: 'identity.linked', by: person.id, body});
	return person.id;
}

async function enter(
	trx: Transaction,
	deps: Deps,
	who: {person: string; how: Session['how']; idToken?: string},
): Promise<Entered> {
	const secret = await startSession(trx, deps, who);
	await journal(trx, deps, {type: 'person.signed-in', by: who.person, body: {how: who.how}});
	return {person: who.person, secret};
}
