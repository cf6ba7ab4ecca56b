import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import {pageRoutes} from './page-routes.ts';
import {archiveRoutes} from './routes/archive.ts';
import {backtestRoutes} from './routes/backtest.ts';
import {companyRoutes} from './routes/company.ts';
import {complaintConsoleRoutes} from './routes/complaints.ts';
import {coverageRoutes} from './routes/coverage.ts';
import {figureRoutes} from './routes/figures.ts';
import {looksRoutes} from './routes/looks.ts';
import {peopleRoutes} from './routes/people.ts';
import {releaseRoutes} from './routes/releases.ts';
import {ruleRoutes} from './routes/rules.ts';
import {sessionRoutes} from './routes/session.ts';
import {signInRoutes} from './routes/sign-in.ts';
import {stopConsoleRoutes} from './routes/stops.ts';
import {taskRoutes} from './routes/tasks.ts';
import {toldRoutes} from './routes/told.ts';

/** Everything under `/console/`. A new area adds its routes here. */
export function consoleRoutes(app: FastifyInstance, deps: Deps): void {
	pageRoutes(app, deps);
	signInRoutes(app, deps);
	sessionRoutes(app, deps);
	peopleRoutes(app, deps);
	companyRoutes(app, deps);
	archiveRoutes(app, deps);
	ruleRoutes(app, deps);
	releaseRoutes(app, deps);
	toldRoutes(app, deps);
	coverageRoutes(app, deps);
	backtestRoutes(app, deps);
	figureRoutes(app, deps);
	taskRoutes(app, deps);
	complaintConsoleRoutes(app, deps);
	looksRoutes(app, deps);
	stopConsoleRoutes(app, deps);
}
