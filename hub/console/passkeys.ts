/** Passkeys (WebAuthn level 3): for firms without a sign-in of their own. The verification is `@simplewebauthn/server`'s. */
import {
	type AuthenticationResponseJSON,
	generateAuthenticationOptions,
	generateRegistrationOptions,
	type RegistrationResponseJSON,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type WebAuthnCredential,
} from '@simplewebauthn/server';
import type {Deps} from '../deps.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {consoleHost, consoleOrigin} from './origin.ts';

type Where = Pick<Deps, 'url'>;

/** A passkey on the person's own device, found without typing a name, with fingerprint, face or PIN. */
export function newPasskeyOptions(deps: Where, name: string, user: string) {
	return generateRegistrationOptions({
		rpName: 'Countersign',
		rpID: consoleHost(deps),
		userName: name,
		userID: new TextEncoder().encode(user),
		attestationType: 'none',
		authenticatorSelection: {residentKey: 'required', userVerification: 'required'},
	});
}

export function passkeyOptions(deps: Where) {
	return generateAuthenticationOptions({rpID: consoleHost(deps), userVerification: 'required'});
}

/** Throws `passkey-refused`. */
export async function verifyNewPasskey(
	deps: Where,
	response: unknown,
	expectedChallenge: string,
): Promise<WebAuthnCredential> {
	const {verified, registrationInfo} = await verifyRegistrationResponse({
		response: response as RegistrationResponseJSON,
		expectedChallenge,
		expectedOrigin: consoleOrigin(deps),
		expectedRPID: consoleHost(deps),
		requireUserVerification: true,
	}).catch(cause => refuse(cause));
	return verified && registrationInfo ? registrationInfo.credential : refuse();
}

export async function savePasskey(
	trx: Transaction,
	{id, publicKey, counter, transports = []}: WebAuthnCredential,
	{person, label, now}: {person: string; label: string; now: number},
): Promise<void> {
	await trx
		.insertInto('passkeys')
		.values({
			id,
			person,
			public_key: Buffer.from(publicKey).toString('base64url'),
			counter,
			transports: JSON.stringify(transports),
			label,
			created_at: now,
			used_at: null,
			revoked_at: null,
		})
		.execute();
}

/** Whose passkey answered this challenge. Throws `passkey-refused`. */
export async function verifyPasskey(
	trx: Transaction,
	deps: Where & Pick<Deps, 'now'>,
	response: unknown,
	expectedChallenge: string,
): Promise<string> {
	const answer = response as AuthenticationResponseJSON;
	const row = await trx.selectFrom('passkeys').selectAll().where('id', '=', answer.id).executeTakeFirst();
	if (!row || row.revoked_at !== null) return refuse();
	const {verified, authenticationInfo} = await verifyAuthenticationResponse({
		response: answer,
		expectedChallenge,
		expectedOrigin: consoleOrigin(deps),
		expectedRPID: consoleHost(deps),
		credential: {
			id: row.id,
			publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
			counter: row.counter,
		},
		requireUserVerification: true,
	}).catch(cause => refuse(cause));
	if (!verified) return refuse();
	await trx
		.updateTable('passkeys')
		.set({counter: authenticationInfo.newCounter, used_at: deps.now()})
		.where('id', '=', row.id)
		.execute();
	return row.person;
}

/** One answer for every reason: guessing learns nothing. The cause is for the log. */
function refuse(cause?: unknown): never {
	const refused = new Refused(
		403,
		'passkey-refused',
		'This passkey was not accepted. Ask an admin for an invite.',
	);
	refused.cause = cause;
	throw refused;
}
