import type {FastifyInstance} from 'fastify';
import type * as z from 'zod';
import {periodSchema} from '#lib/api/console/figures.ts';
import type {Deps} from '../../deps.ts';
import {boardPack} from '../../evaluation/board-pack.ts';
import {readEvaluation} from '../../evaluation/read.ts';
import {organisationOf} from '../../identity/organisation.ts';
import {answer} from '../answer.ts';

export function figureRoutes(app: FastifyInstance, deps: Deps): void {
	answer(app, 'figures', ({caller, query}) => readEvaluation(deps, caller, query));
	app.get(
		'/console/api/figures/board-pack',
		{
			config: {auth: 'session', roles: ['admin', 'auditor'], look: 'boardPack'},
			schema: {hide: true, querystring: periodSchema},
		},
		async ({query, caller}, reply) => {
			const evaluation = await readEvaluation(deps, caller!, query as z.output<typeof periodSchema>);
			const name = (await organisationOf(deps.store.db))?.name ?? '';
			const day = new Date(evaluation.to - 1).toISOString().slice(0, 10);
			void reply.header('content-disposition', `attachment; filename="board-pack-${day}.pdf"`);
			return reply.type('application/pdf').send(Buffer.from(await boardPack(evaluation, name, deps.url())));
		},
	);
}
