import type {FastifyInstance} from 'fastify';
import type {Deps} from '../../deps.ts';
import {evaluate} from '../../looks/evaluation.ts';
import {setHabits} from '../../looks/habits.ts';
import {answer} from '../answer.ts';

export function evaluationRoutes(app: FastifyInstance, deps: Deps): void {
	answer(app, 'evaluation', ({caller}) => evaluate(deps, caller));
	answer(app, 'setHabits', ({caller, body}) => deps.store.write(trx => setHabits(trx, deps, caller, body)));
}
