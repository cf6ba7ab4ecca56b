import type {FastifyInstance} from 'fastify';
import {packsToPublish, workingCopy} from '../../authoring/working-copy.ts';
import {markExample, nextExamples} from '../../backtest/examples.ts';
import {listBacktests, readBacktest} from '../../backtest/read.ts';
import {runBacktest, stopAll, stopBacktest} from '../../backtest/run.ts';
import {assertMayTry, orderBacktest} from '../../backtest/start.ts';
import type {Deps} from '../../deps.ts';
import {answer} from '../answer.ts';

/** Rules tried on the archive: begun here, run in a thread, read and marked here. */
export function backtestRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	app.addHook('onClose', () => stopAll(deps));
	answer(app, 'backtests', async () => {
		const copy = await workingCopy(store.db);
		const changed = copy.packs.flatMap(({rules}) => rules.filter(({change}) => change !== 'same'));
		return {
			backtests: await listBacktests(deps),
			changes: changed.length,
			packs: packsToPublish(copy).map(({id, title, rules}) => ({
				...{id, title, rules: rules.map(rule => ({id: rule.id, title: rule.title}))},
			})),
		};
	});
	answer(app, 'startBacktest', async ({caller, body}) => {
		const ordered = await store.write(trx => orderBacktest(trx, deps, caller, body));
		// Its end is written down by itself; nobody waits for it here
		void runBacktest(deps, ordered).catch(err => app.log.error({err}, 'a backtest ended badly'));
		return {id: ordered.id};
	});
	answer(app, 'backtest', ({caller, params}) => {
		assertMayTry(caller);
		return readBacktest(deps, params.id!);
	});
	answer(app, 'stopBacktest', async ({caller, params}) => {
		assertMayTry(caller);
		await stopBacktest(deps, params.id!);
		return {id: params.id!};
	});
	answer(app, 'backtestExamples', ({caller, params, query: {standing = null, rule = null}}) => {
		assertMayTry(caller);
		return nextExamples(deps, caller, params.id!, {standing, rule});
	});
	answer(app, 'markExample', async ({caller, params, body}) => {
		await store.write(trx => markExample(trx, deps, caller, params.id!, body));
		return {id: params.id!};
	});
}
