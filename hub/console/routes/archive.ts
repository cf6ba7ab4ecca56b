import type {FastifyInstance} from 'fastify';
import {archiveConsoleEndpoints} from '#lib/api/console/archive.ts';
import {openIndex} from '../../audit/archive-index.ts';
import type {Deps} from '../../deps.ts';
import {archiveHandlers, exportLimit} from '../../routes/archive.ts';
import {answer} from '../answer.ts';

/** The same answers as a device gets: who may have them is asked there. */
export function archiveRoutes(app: FastifyInstance, deps: Deps): void {
	const handlers = archiveHandlers(deps, openIndex(deps));
	for (const name of Object.keys(archiveConsoleEndpoints) as (keyof typeof handlers)[])
		answer(app, name, handlers[name] as never, name === 'importSiteExport' ? {bodyLimit: exportLimit} : {});
}
