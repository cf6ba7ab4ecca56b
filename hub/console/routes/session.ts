import type {FastifyInstance} from 'fastify';
import type {Deps} from '../../deps.ts';
import {organisationOf} from '../../identity/organisation.ts';
import {findPerson} from '../../identity/people.ts';
import {journal} from '../../journal.ts';
import {answer} from '../answer.ts';
import {enrolBrowser} from '../browser-device.ts';
import {clearCookie, readCookie} from '../cookies.ts';
import {consoleOrigin} from '../origin.ts';
import {antiForgery, endSession, sessionById} from '../sessions.ts';

/** Who is signed in, and how it ends. */
export function sessionRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;

	answer(app, 'session', async ({caller, request}) => {
		const session = await sessionById(store.db, caller.session, now());
		return {
			person: (await findPerson(store.db, caller.person))!,
			organisation: (await organisationOf(store.db))!,
			how: session!.how,
			token: antiForgery(readCookie(request, 'session')!),
			now: now(),
		};
	});

	answer(app, 'useForReview', async ({body, caller}) => ({
		device: await store.write(trx => enrolBrowser(trx, deps, caller, body)),
	}));

	answer(app, 'signOut', async ({caller, reply}) => {
		const session = await sessionById(store.db, caller.session, now());
		await store.write(async trx => {
			await endSession(trx, caller.session);
			await journal(trx, deps, {type: 'person.signed-out', by: caller.person, body: {}});
		});
		clearCookie(reply, 'session');
		const idToken = session?.idToken ?? null;
		if (idToken === null || !deps.oidc) return {url: null};
		// Ours has ended whatever theirs says
		const url = await deps.oidc.signOut(idToken, `${consoleOrigin(deps)}/console/`).catch(() => undefined);
		return {url: url ?? null};
	});
}
