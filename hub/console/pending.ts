/** A sign-in that was begun and not ended: kept at the hub, tied to one browser, used once. */
import type {FastifyReply, FastifyRequest} from 'fastify';
import type {Deps} from '../deps.ts';
import {hashOf} from '../identity/organisation.ts';
import {Refused} from '../refused.ts';
import {clearCookie, readCookie, setCookie} from './cookies.ts';

const life = 10 * 60_000;

/** With what a person comes who is not known yet: an invite's code, or the setup code of a new hub. */
export type Entry = {code: string} | {setup: {code: string; organisation: string; name: string}};

export type SignIn =
	| {kind: 'passkey-new'; challenge: string; entry: Entry; label: string}
	| {kind: 'passkey'; challenge: string}
	| {kind: 'oidc'; state: string; nonce: string; verifier: string; entry: Entry | null};

export async function begin(deps: Deps, reply: FastifyReply, state: SignIn): Promise<void> {
	const secret = deps.secret();
	const row = {id: hashOf(secret), state: JSON.stringify(state), expires_at: deps.now() + life};
	await deps.store.write(async trx => {
		await trx.deleteFrom('sign_ins').where('expires_at', '<', deps.now()).execute();
		await trx.insertInto('sign_ins').values(row).execute();
	});
	setCookie(reply, 'signIn', secret);
}

/** What this browser began. Used up by asking, whatever becomes of it. */
export async function take<K extends SignIn['kind']>(
	deps: Deps,
	request: FastifyRequest,
	reply: FastifyReply,
	kind: K,
): Promise<Extract<SignIn, {kind: K}>> {
	const secret = readCookie(request, 'signIn');
	clearCookie(reply, 'signIn');
	const row =
		secret === undefined
			? undefined
			: await deps.store.write(trx =>
					trx.deleteFrom('sign_ins').where('id', '=', hashOf(secret)).returningAll().executeTakeFirst(),
				);
	const state = row && row.expires_at > deps.now() ? (JSON.parse(row.state) as SignIn) : undefined;
	if (state?.kind !== kind)
		throw new Refused(403, 'sign-in-over', 'This sign-in took too long or was used already. Begin again.');
	return state as Extract<SignIn, {kind: K}>;
}
