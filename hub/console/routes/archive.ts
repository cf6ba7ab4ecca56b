import type {FastifyInstance} from 'fastify';
import {archiveConsoleEndpoints} from '#lib/api/console/archive.ts';
import {openIndex} from '../../audit/archive-index.ts';
import {placesOf} from '../../audit/auditor.ts';
import {bundlesUnderWay, openBundle} from '../../audit/bundles.ts';
import type {Deps} from '../../deps.ts';
import {listAccounts} from '../../identity/accounts.ts';
import {archiveHandlers, exportLimit} from '../../routes/archive.ts';
import {answer} from '../answer.ts';

/** The same answers as a device gets: who may have them is asked there. */
export function archiveRoutes(app: FastifyInstance, deps: Deps): void {
	const handlers = archiveHandlers(deps, openIndex(deps));
	answer(app, 'archiveAccounts', () => listAccounts(deps.store.db));
	answer(app, 'bundlesUnderWay', async () => bundlesUnderWay(deps));
	fileRoute(app, deps);
	for (const name of Object.keys(archiveConsoleEndpoints) as (keyof typeof handlers)[])
		answer(app, name, handlers[name] as never, name === 'importSiteExport' ? {bodyLimit: exportLimit} : {});
}

/** The file itself. The door wrote down who fetched it. */
function fileRoute(app: FastifyInstance, deps: Deps): void {
	app.get<{Params: {id: string}}>(
		'/console/api/archive/bundles/:id/file',
		{config: {auth: 'session', roles: ['auditor'], look: 'fetchBundle'}, schema: {hide: true}},
		async ({params, caller}, reply) => {
			placesOf(caller!);
			const {id, size, stream} = await openBundle(deps, params.id);
			void reply.type('application/zip').header('content-length', size);
			void reply.header('content-disposition', `attachment; filename="${id}"`);
			return reply.send(stream);
		},
	);
}
