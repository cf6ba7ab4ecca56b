import type {FastifyInstance} from 'fastify';
import type {Deps} from '../../deps.ts';
import {listPeople} from '../../identity/people.ts';
import {setHabits} from '../../looks/habits.ts';
import {chooseItem, knownItems, writeItem} from '../../looks/practice-items.ts';
import {readLooks} from '../../looks/read-looks.ts';
import {answer} from '../answer.ts';

export function looksRoutes(app: FastifyInstance, deps: Deps): void {
	answer(app, 'looks', ({caller}) => readLooks(deps, caller));
	answer(app, 'practiceItems', async () => {
		const people = new Map((await listPeople(deps.store.db)).map(({id, name}) => [id, name]));
		return (await knownItems(deps.store.db)).map(({by, inReplyTo = null, ...item}) => ({
			...{...item, inReplyTo, by: by === null ? null : (people.get(by) ?? by)},
		}));
	});
	answer(app, 'writePracticeItem', async ({caller, body: {inReplyTo, ...item}}) => ({
		key: await deps.store.write(trx =>
			writeItem(trx, deps, caller, {...item, ...(inReplyTo !== null && {inReplyTo})}),
		),
	}));
	answer(app, 'choosePracticeItem', async ({caller, params, body: {isUsed}}) => {
		await deps.store.write(trx => chooseItem(trx, deps, caller, {key: params.key!, isUsed}));
		return {};
	});
	answer(app, 'setHabits', ({caller, body}) => deps.store.write(trx => setHabits(trx, deps, caller, body)));
}
