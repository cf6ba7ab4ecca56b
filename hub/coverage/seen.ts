/** When each browser was last heard. Kept in memory, written down now and then: a request must not cost a commit. */
import type {FastifyInstance} from 'fastify';
import {sql} from 'kysely';
import type {Deps} from '../deps.ts';

/** Milliseconds between two writes of the same browser. */
const every = 60_000;

interface Heard {
	at: number;
	/** As the table has it. */
	written: number;
}

const heardBy = new WeakMap<Deps['store'], Map<string, Heard>>();

function heardOf(store: Deps['store']): Map<string, Heard> {
	const heard = heardBy.get(store) ?? new Map<string, Heard>();
	heardBy.set(store, heard);
	return heard;
}

/** Later than what the table says, where this process knows more. */
export function lastHeard({store}: Pick<Deps, 'store'>, device: string): number {
	return heardOf(store).get(device)?.at ?? 0;
}

export function hearDevices(app: FastifyInstance, {store, now}: Deps): void {
	const heard = heardOf(store);
	app.addHook('preHandler', async ({caller, routeOptions}) => {
		if (!caller || routeOptions.config.auth === 'session') return;
		const {written = 0} = heard.get(caller.device) ?? {};
		heard.set(caller.device, {at: now(), written});
	});
}

/** From the clockwork. */
export async function writeHeard({store}: Pick<Deps, 'store'>): Promise<void> {
	const due = [...heardOf(store)].filter(([, {at, written}]) => at - written >= every);
	if (due.length === 0) return;
	await store.write(async trx => {
		await trx
			.insertInto('coverage')
			.values(due.map(([device, {at}]) => firstSeen(device, at)))
			.onConflict(conflict =>
				conflict.column('device').doUpdateSet({
					seen_at: sql<number>`case when excluded.seen_at > coverage.seen_at
						then excluded.seen_at else coverage.seen_at end`,
				}),
			)
			.execute();
	});
	for (const [device, {at}] of due) {
		const now = heardOf(store).get(device)!;
		now.written = at;
	}
}

export function firstSeen(device: string, at: number) {
	const said = {digest: null, since: at, extension: '', browser: '', gate: '', waiting: 0, said_at: null};
	return {device, ...said, seen_at: at, nudged_at: null};
}
