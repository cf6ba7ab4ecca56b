/**
 * The console's contract: what a person who is signed in with a browser may ask of the hub. Each area is a file in
 * `console/`. Unlike the devices' contract it may change at will: its pages are served by the same hub.
 */
import {archiveConsoleEndpoints, archiveOwnEndpoints} from './console/archive.ts';
import {backtestEndpoints} from './console/backtest.ts';
import {companyEndpoints} from './console/company.ts';
import {complaintConsoleEndpoints} from './console/complaints.ts';
import {coverageEndpoints} from './console/coverage.ts';
import {figureEndpoints} from './console/figures.ts';
import {looksEndpoints} from './console/looks.ts';
import {peopleEndpoints} from './console/people.ts';
import {releaseEndpoints} from './console/releases.ts';
import {ruleEndpoints} from './console/rules.ts';
import {sessionEndpoints} from './console/session.ts';
import {stopEndpoints} from './console/stops.ts';
import {taskConsoleEndpoints} from './console/tasks.ts';
import {toldEndpoints} from './console/told.ts';

export * from './console/backtest.ts';
export type {Colleague} from './console/company.ts';
export * from './console/coverage.ts';
export type {ConsoleEndpoint, ConsoleRole} from './console/endpoint.ts';
export type {CountOf, Evaluated, EvaluatedRule, TimesBy} from './console/figures.ts';
export * from './console/looks.ts';
export * from './console/releases.ts';
export * from './console/rules.ts';
export * from './console/session.ts';
export type {ShownStop} from './console/stops.ts';
export * from './console/tasks.ts';

export const consoleEndpoints = {
	...sessionEndpoints,
	...peopleEndpoints,
	...companyEndpoints,
	...archiveConsoleEndpoints,
	...archiveOwnEndpoints,
	...ruleEndpoints,
	...releaseEndpoints,
	...toldEndpoints,
	...coverageEndpoints,
	...backtestEndpoints,
	...taskConsoleEndpoints,
	...looksEndpoints,
	...figureEndpoints,
	...stopEndpoints,
	...complaintConsoleEndpoints,
} as const;

export type ConsoleEndpoints = typeof consoleEndpoints;
