import type {FastifyInstance} from 'fastify';
import type {Hold} from '#lib/core/review/hold.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {define} from '../http/define.ts';
import {answerLook, findLook, looksFor} from '../looks/queue.ts';
import {refusedBy} from '../refused.ts';
import {abilitiesOf} from '../review/abilities.ts';
import {carryOut} from '../review/command.ts';
import {loadHold} from '../review/hold-store.ts';
import {mine, queue} from '../review/lists.ts';
import {submit} from '../review/submit.ts';
import {directoryOf, maySee, viewOf} from '../review/view.ts';

/** Drafts that wait for a second person, and everything that can be done to them. */
export function holdRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	const able = async (caller: Caller) => ({
		...caller,
		...(await abilitiesOf(store.db, caller.person, now())),
	});
	const show = async (hold: Hold, caller: Caller) =>
		viewOf(hold, await able(caller), now(), await directoryOf(store.db, [hold]));

	define(app, 'submit', async ({body, caller}) =>
		show(await store.write(trx => submit(trx, deps, caller, body)), caller),
	);

	define(app, 'holds', async ({query, caller}) => {
		const by = await able(caller);
		const holds = await (query.view === 'queue' ? queue : mine)(store.db, by, now());
		const names = await directoryOf(store.db, holds);
		const looks = query.view === 'queue' ? await looksFor(deps, by) : [];
		return [...holds.map(hold => viewOf(hold, by, now(), names)), ...looks];
	});

	define(app, 'hold', async ({params, caller}) => {
		const look = await findLook(store.db, deps, params.id ?? '', await able(caller));
		if (look) return look;
		const hold = await loadHold(store.db, params.id ?? '');
		if (!hold || !maySee(hold, await able(caller))) throw refusedBy('unknown-hold');
		return show(hold, caller);
	});

	define(app, 'command', async ({params, body, caller}) => {
		const id = params.id ?? '';
		const done = await store.write(async trx => {
			const look = await answerLook(trx, deps, caller, id, body);
			return look ? {look} : carryOut(trx, deps, caller, id, body);
		});
		if ('look' in done) return {hold: done.look};
		const {hold, token} = done;
		return {hold: await show(hold, caller), ...(token !== undefined && {token})};
	});
}
