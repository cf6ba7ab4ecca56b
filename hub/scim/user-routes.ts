import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import {assertUnchanged, list, pageOf, scimPath, show} from './answers.ts';
import {applyPatch, patchSchema} from './patch.ts';
import {parsed, parseUser} from './resource.ts';
import {etagOf, shownUsers} from './shown.ts';
import {createUser, findUser, listUsers, putUser, removeUser, resourceOf, type UserRow} from './users.ts';

export function userRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	const on = {config: {auth: 'none' as const}, schema: {hide: true}};
	const base = () => deps.url() + scimPath;
	const shown = async (row: UserRow) => (await shownUsers(store.db, [row], base()))[0]!;

	app.get('/Users', on, async (request, reply) => {
		const page = pageOf(request);
		const {total, rows} = await listUsers(store.db, page);
		return reply.send(list(await shownUsers(store.db, rows, base()), total, page.startIndex));
	});
	app.get<Named>('/Users/:id', on, async (request, reply) =>
		show(request, reply, await shown(await findUser(store.db, request.params.id))),
	);
	app.post('/Users', on, async (request, reply) => {
		const user = parseUser(request.body);
		return show(request, reply, await shown(await store.write(trx => createUser(trx, deps, user))), 201);
	});
	app.put<Named>('/Users/:id', on, async (request, reply) => {
		const user = parseUser(request.body);
		const row = await store.write(async trx => {
			const before = await findUser(trx, request.params.id);
			assertUnchanged(request, etagOf(before.version));
			return putUser(trx, deps, before, user);
		});
		return show(request, reply, await shown(row));
	});
	app.patch<Named>('/Users/:id', on, async (request, reply) => {
		const {Operations} = parsed(patchSchema, request.body);
		const row = await store.write(async trx => {
			const before = await findUser(trx, request.params.id);
			assertUnchanged(request, etagOf(before.version));
			return putUser(trx, deps, before, parseUser(applyPatch(resourceOf(before), Operations)));
		});
		return show(request, reply, await shown(row));
	});
	app.delete<Named>('/Users/:id', on, async (request, reply) => {
		await store.write(async trx => {
			const before = await findUser(trx, request.params.id);
			assertUnchanged(request, etagOf(before.version));
			await removeUser(trx, deps, before);
		});
		return reply.code(204).send();
	});
}

interface Named {
	Params: {id: string};
}
