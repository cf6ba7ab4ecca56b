import {randomBytes} from 'node:crypto';
import type {XAccount} from '#sandbox/seed.ts';
import type {Exchange} from '../http.ts';

export interface XSession {
	account: XAccount;
	ct0: string;
	/** Cookies to set, when the browser had none or wrong ones. */
	setCookies: string[];
}

/**
 * Who is signed in. `auth_token` (HttpOnly) decides, as on X; `twid` only shows the id to scripts. A browser
 * without a session gets one: for the account `twid` names, else for the first seeded account.
 */
export function sessionOf(exchange: Exchange): XSession | undefined {
	const {auth_token: token, ct0} = exchange.cookies;
	const account = token ? accountOf(exchange, token.split('-')[0]!) : undefined;
	return account && ct0 ? {account, ct0, setCookies: []} : undefined;
}

export function sessionOrNew(exchange: Exchange): XSession {
	const wanted = decodeURIComponent(exchange.cookies.twid ?? '').replace(/^u=/, '');
	return sessionOf(exchange) ?? startSession(accountOf(exchange, wanted) ?? firstAccount(exchange));
}

export function startSession(account: XAccount): XSession {
	const ct0 = randomBytes(20).toString('hex');
	const flags = 'Domain=.x.com; Path=/; Secure; SameSite=Lax; Max-Age=31536000';
	return {
		account,
		ct0,
		setCookies: [
			`auth_token=${account.id}-${randomBytes(12).toString('hex')}; ${flags}; HttpOnly`,
			`ct0=${ct0}; ${flags}`,
			`twid=u%3D${account.id}; ${flags}`,
		],
	};
}

export function accountOf({world}: Exchange, id: string): XAccount | undefined {
	return world.x.signedIn.includes(id) ? world.x.accounts.get(id) : undefined;
}

const firstAccount = ({world}: Exchange): XAccount => world.x.accounts.get(world.x.signedIn[0]!)!;
