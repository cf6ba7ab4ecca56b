import type {FastifyInstance} from 'fastify';
import type {Deps} from '../../deps.ts';
import {listPeople} from '../../identity/people.ts';
import {answer} from '../answer.ts';

/** Who works here. */
export function peopleRoutes(app: FastifyInstance, deps: Deps): void {
	answer(app, 'listPeople', () => listPeople(deps.store.db));
}
