import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';
import {readLesson} from '../lessons/lessons.ts';

/** "Got it", from the composer. */
export function lessonRoutes(app: FastifyInstance, deps: Deps): void {
	define(app, 'readLesson', async ({params, caller}) => {
		const lesson = params.lesson!;
		await deps.store.write(trx => readLesson(trx, deps, caller, lesson));
		return {lesson};
	});
}
