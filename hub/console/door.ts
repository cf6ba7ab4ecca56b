/** The console's door: a session, a page of our own, a role. What an auditor looks at is written down first. */
import {timingSafeEqual} from 'node:crypto';
import type {FastifyInstance, FastifyRequest} from 'fastify';
import type {ConsoleRole} from '#lib/api/console.ts';
import type {Deps} from '../deps.ts';
import type {SessionCaller} from '../http/authenticate.ts';
import {rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import {readCookie} from './cookies.ts';
import {assertOwnPage} from './origin.ts';
import {antiForgery, findSession, keepAwake} from './sessions.ts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** For `auth: 'session'`: absent is nobody. */
		roles?: ConsoleRole;
		/** What an auditor's look is called in the archive. */
		look?: string;
	}
}

/** As the device of a caller without one: nothing in the archive ever has this name. */
const noDevice = 'console';

export function guardConsole(app: FastifyInstance, deps: Deps): void {
	app.addHook('preValidation', async request => {
		const {auth} = request.routeOptions.config;
		if (auth !== 'session' || request.is404) return;
		assertOwnPage(request, deps);
		request.caller = await signedIn(request, deps);
	});
	// After validation: what is written down is what is answered
	app.addHook('preHandler', async request => {
		const {auth, look} = request.routeOptions.config;
		if (auth !== 'session' || look === undefined || !request.caller) return;
		if (request.caller.roles.some(({role}) => role === 'auditor')) await recordLook(request, deps, look);
	});
}

async function signedIn(request: FastifyRequest, deps: Deps): Promise<SessionCaller> {
	const secret = readCookie(request, 'session');
	const session = secret && (await findSession(deps.store.db, secret, deps.now()));
	if (!session) throw new Refused(401, 'not-signed-in', 'Sign in to go on.');
	if (request.method !== 'GET') assertToken(request, secret);
	const roles = await rolesOf(deps.store.db, session.person);
	const {roles: asked} = request.routeOptions.config;
	if (asked !== 'anyone' && !roles.some(({role}) => asked?.includes(role)))
		throw new Refused(403, 'not-your-role', 'This is not part of your work here. An admin can change that.');
	await keepAwake(deps, session);
	return {person: session.person, device: noDevice, roles, session: session.id};
}

function assertToken({headers}: FastifyRequest, secret: string): void {
	const said = Buffer.from(String(headers['x-countersign-console'] ?? ''));
	const meant = Buffer.from(antiForgery(secret));
	if (said.length !== meant.length || !timingSafeEqual(said, meant))
		throw new Refused(403, 'wrong-token', 'This page is out of date. Load it again.');
}

/** An entry of the archive before the answer: an auditor who is shown something was recorded looking at it. */
async function recordLook(
	{caller, params, query, body}: FastifyRequest,
	deps: Deps,
	what: string,
): Promise<void> {
	const seen = {what, params: params ?? null, query: query ?? null, asked: body ?? null};
	await deps.store.write(trx => journal(trx, deps, {type: 'auditor.looked', by: caller!.person, body: seen}));
}
