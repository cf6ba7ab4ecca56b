import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import type {Transaction} from '../store/schema.ts';
import {assertUnchanged, list, pageOf, scimPath, show} from './answers.ts';
import {createGroup, findGroup, type GroupRow, listGroups, putGroup, removeGroup} from './group-rows.ts';
import {membersOf} from './groups.ts';
import {applyPatch, patchSchema} from './patch.ts';
import {parsed, parseGroup, type ScimGroup} from './resource.ts';
import {etagOf, shownGroup} from './shown.ts';

export function groupRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	const on = {config: {auth: 'none' as const}, schema: {hide: true}};
	const shown = (row: GroupRow, withMembers = true) =>
		shownGroup(store.db, row, deps.url() + scimPath, withMembers);

	app.get('/Groups', on, async (request, reply) => {
		const page = pageOf(request);
		const {total, rows} = await listGroups(store.db, page);
		const all = await Promise.all(rows.map(row => shown(row, page.withMembers)));
		return reply.send(list(all, total, page.startIndex));
	});
	app.get<Named>('/Groups/:id', on, async (request, reply) => {
		const row = await findGroup(store.db, request.params.id);
		return show(request, reply, await shown(row, pageOf(request).withMembers));
	});
	app.post('/Groups', on, async (request, reply) => {
		const group = parseGroup(request.body);
		return show(request, reply, await shown(await store.write(trx => createGroup(trx, deps, group))), 201);
	});
	app.put<Named>('/Groups/:id', on, async (request, reply) => {
		const group = parseGroup(request.body);
		const row = await store.write(async trx => {
			const before = await findGroup(trx, request.params.id);
			assertUnchanged(request, etagOf(before.version));
			return putGroup(trx, deps, before, group);
		});
		return show(request, reply, await shown(row));
	});
	app.patch<Named>('/Groups/:id', on, async (request, reply) => {
		const {Operations} = parsed(patchSchema, request.body);
		const row = await store.write(async trx => {
			const before = await findGroup(trx, request.params.id);
			assertUnchanged(request, etagOf(before.version));
			const group = parseGroup(applyPatch({...(await resourceOf(trx, before))}, Operations));
			return putGroup(trx, deps, before, group);
		});
		return show(request, reply, await shown(row));
	});
	app.delete<Named>('/Groups/:id', on, async (request, reply) => {
		await store.write(async trx => {
			const before = await findGroup(trx, request.params.id);
			assertUnchanged(request, etagOf(before.version));
			await removeGroup(trx, deps, before);
		});
		return reply.code(204).send();
	});
}

async function resourceOf(trx: Transaction, {id, name, external_id}: GroupRow): Promise<ScimGroup> {
	const members = (await membersOf(trx, id)).map(value => ({value}));
	return {displayName: name, externalId: external_id ?? undefined, members};
}

interface Named {
	Params: {id: string};
}
