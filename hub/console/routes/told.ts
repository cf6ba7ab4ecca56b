import type {FastifyInstance} from 'fastify';
import type {Delivery} from '#lib/api/console/told.ts';
import {night} from '#lib/core/told/quiet.ts';
import type {Deps} from '../../deps.ts';
import {admit, type Caller} from '../../http/authenticate.ts';
import {listPeople} from '../../identity/people.ts';
import {Refused} from '../../refused.ts';
import {addChannel, listChannels, removeChannel} from '../../told/channels.ts';
import {lastDeliveries} from '../../told/deliveries.ts';
import {tryAgain} from '../../told/outbox.ts';
import {addressOf} from '../../told/people.ts';
import {sendDue, sendNow} from '../../told/send.ts';
import {admitAdmin, saveSettings, saveWishes, settingsOf, wishesOf} from '../../told/settings.ts';
import {answer} from '../answer.ts';

/** Being told: the company's page, and each person's own. */
export function toldRoutes(app: FastifyInstance, deps: Deps): void {
	companyRoutes(app, deps);
	channelRoutes(app, deps);
	ownRoutes(app, deps);
}

function companyRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	answer(app, 'beingTold', async () => {
		const reached = new Set(await reachedPeople(deps));
		const people = await listPeople(store.db);
		return {
			...{settings: await settingsOf(store.db), channels: await listChannels(store.db)},
			...{deliveries: await lastDeliveries(store.db), hasMail: deps.told.mailer !== null},
			people: people
				.filter(({roles}) => roles.length > 0)
				.map(({id, name}) => ({id, name, isReached: reached.has(id)})),
		};
	});
	answer(app, 'putToldSettings', ({body, caller}) =>
		store.write(trx => saveSettings(trx, deps, caller, body)),
	);
	answer(app, 'sendAgain', async ({params, caller}) => {
		const isAgain = await store.write(async trx => {
			await admitAdmin(trx, deps, caller);
			return tryAgain(trx, params.id!, deps.now());
		});
		if (!isAgain) throw new Refused(404, 'unknown-message', 'There is no such message put aside.');
		await sendDue(deps);
		return {};
	});
}

async function reachedPeople({store, told}: Deps): Promise<string[]> {
	if (!told.mailer) return [];
	const rows = await store.db.selectFrom('told_people').select('person').where('email', '!=', '').execute();
	return rows.map(({person}) => person);
}

function channelRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	answer(app, 'addChannel', ({body, caller}) => store.write(trx => addChannel(trx, deps, caller, body)));
	answer(app, 'removeChannel', async ({params, caller}) => {
		await store.write(trx => removeChannel(trx, deps, caller, params.id!));
		return {};
	});
	answer(app, 'testChannel', async ({params, caller}) => {
		const known = (await listChannels(store.db)).find(({id}) => id === params.id);
		if (!known) throw new Refused(404, 'unknown-channel', 'There is no such channel.');
		return tryOut(deps, caller, {to: known.id, person: null, isAdmin: true});
	});
}

function ownRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	answer(app, 'myTelling', async ({caller: {person}}) => {
		const row = await store.db
			.selectFrom('messages')
			.select(({fn}) => fn.countAll().as('n'))
			.where('person', '=', person)
			.where('wakes', '=', 1)
			.where('created_at', '>', now() - night)
			.executeTakeFirst();
		const wishes = await wishesOf(store.db, person, await settingsOf(store.db));
		return {wishes, hasMail: deps.told.mailer !== null, woken: Number(row?.n ?? 0)};
	});
	answer(app, 'putMyTelling', ({body, caller}) => store.write(trx => saveWishes(trx, deps, caller, body)));
	answer(app, 'testMail', async ({caller}) => {
		if ((await addressOf(store.db, caller.person)) === '')
			throw new Refused(409, 'no-address', 'Write your e-mail address first, and save it.');
		return tryOut(deps, caller, {to: 'mail', person: caller.person, isAdmin: false});
	});
}

/** The whole way: outbox, delivery, result. */
async function tryOut(
	deps: Deps,
	asking: Caller,
	{to, person, isAdmin}: {to: string; person: string | null; isAdmin: boolean},
): Promise<Delivery> {
	const title = 'A test from Countersign: this is how you are told';
	const place = {place: '/', link: 'Open in Countersign'};
	const message = {kind: 'test' as const, title, items: [], ...place, at: deps.now()};
	await deps.store.write(async trx => {
		if (isAdmin) await admitAdmin(trx, deps, asking);
		else await admit(trx, asking, deps.now());
	});
	const id = await sendNow(deps, {to, person, message});
	return (await lastDeliveries(deps.store.db, id))[0]!;
}
