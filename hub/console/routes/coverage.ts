import type {FastifyInstance} from 'fastify';
import {nudge} from '../../coverage/nudge.ts';
import {lift, pause} from '../../coverage/pause.ts';
import {readBoard, readBrowsers} from '../../coverage/read-board.ts';
import type {Deps} from '../../deps.ts';
import {answer} from '../answer.ts';

/** The coverage board: who has the rules, who has not, and what to do about it. */
export function coverageRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	answer(app, 'coverage', ({caller}) => readBoard(deps, caller));
	answer(app, 'coverageAt', async ({caller, params}) => ({
		browsers: await readBrowsers(deps, caller, params.location!),
	}));
	answer(app, 'nudge', async ({caller, body}) => ({
		told: await store.write(trx => nudge(trx, deps, caller, body.devices)),
	}));
	answer(app, 'pause', async ({caller, body}) => ({
		id: await store.write(trx => pause(trx, deps, caller, body)),
	}));
	answer(app, 'liftPause', async ({caller, body, params}) => ({
		now: await store.write(trx => lift(trx, deps, caller, params.id!, body.reason)),
	}));
}
