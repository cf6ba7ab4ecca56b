import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';
import {refusedBy} from '../refused.ts';
import {carryOut} from '../review/command.ts';
import {loadHold} from '../review/hold-store.ts';
import {mine, queue} from '../review/lists.ts';
import {submit} from '../review/submit.ts';
import {directoryOf, maySee, viewOf} from '../review/view.ts';

/** Drafts that wait for a second person, and everything that can be done to them. */
export function holdRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;

	define(app, 'submit', async ({body, caller}) => {
		const hold = await store.write(trx => submit(trx, deps, caller, body));
		return viewOf(hold, caller, now(), await directoryOf(store.db));
	});

	define(app, 'holds', async ({query, caller}) => {
		const list = query.view === 'queue' ? queue : mine;
		const names = await directoryOf(store.db);
		return (await list(store.db, caller, now())).map(hold => viewOf(hold, caller, now(), names));
	});

	define(app, 'hold', async ({params, caller}) => {
		const hold = await loadHold(store.db, params.id ?? '');
		if (!hold || !maySee(hold, caller)) throw refusedBy('unknown-hold');
		return viewOf(hold, caller, now(), await directoryOf(store.db));
	});

	define(app, 'command', async ({params, body, caller}) => {
		const carried = await store.write(trx => carryOut(trx, deps, caller, params.id ?? '', body));
		const hold = viewOf(carried.hold, caller, now(), await directoryOf(store.db));
		return {hold, ...(carried.token !== undefined && {token: carried.token})};
	});
}
