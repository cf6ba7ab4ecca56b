import {startAuthentication, startRegistration} from '@simplewebauthn/browser';
import {HubError} from '#lib/api/client.ts';
import type {ConsoleEntry} from '#lib/api/console.ts';
import {ask} from '../ask.ts';

export type Entry = ConsoleEntry;

/** Signs in and goes on into the console. With an entry somebody new comes in by it. */
export async function signIn(how: 'passkey' | 'oidc', entry?: Entry): Promise<void> {
	if (how === 'oidc') {
		const {url} = await ask('beginOidc', entry ? {entry} : {});
		location.assign(url);
		return;
	}
	await (entry ? newPasskey(entry) : knownPasskey());
	// Back to where a link led before one was asked who one is
	if (entry) location.replace('/console/');
	else location.reload();
}

async function newPasskey(entry: Entry): Promise<void> {
	const optionsJSON = (await ask('beginPasskey', {entry, label: label()})) as never;
	const credential = await startRegistration({optionsJSON}).catch(giveUp);
	await ask('finishPasskey', {credential: credential as never});
}

async function knownPasskey(): Promise<void> {
	const optionsJSON = (await ask('askPasskey')) as never;
	const credential = await startAuthentication({optionsJSON}).catch(giveUp);
	await ask('answerPasskey', {credential: credential as never});
}

/** The browser does not say why, by design: cancelled, too slow, or no passkey here. */
function giveUp(cause: unknown): never {
	const message = 'The browser did not give a passkey. Try again, or ask an admin for an invite.';
	throw new HubError(0, {code: 'no-passkey', message}, {cause});
}

/** By which the person will know this passkey again. */
function label(): string {
	return navigator.userAgent.match(/\(([^;)]+)/)?.[1] ?? 'browser';
}
