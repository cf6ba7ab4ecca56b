/**
 * `npm run bench -- [--json FILE] [--only node,floors,chromium,typing,scrolling] [--quick]`: what checking costs, each figure beside a named
 * peer in the same run (docs/measurements.md). Ends with an error only if an engine did not find what it should.
 */
import {writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {
	inChromium,
	inNode,
	measureBudget,
	measureFirst,
	measureGrowth,
	measureTerms,
	measureWhole,
	type Plan,
} from '../tests/bench/checking.ts';
import {openBenchBrowser} from '../tests/bench/chromium.ts';
import {measureFloors} from '../tests/bench/floors.ts';
import {besideBare, delaysLine, lineOf, machine, type Report, type Result} from '../tests/bench/results.ts';

const {values: options} = parseArgs({
	options: {
		json: {type: 'string'},
		only: {type: 'string', default: 'node,floors,chromium,typing,scrolling'},
		quick: {type: 'boolean', default: false},
	},
});

const full: Plan = {
	counts: [100, 1000, 10_000, 50_000],
	lengths: [280, 2000, 25_000],
	// Shorter turns than the 15 ms of the method, and more of them: on a busy machine most then run undisturbed.
	effort: {rounds: 100, turn: 2, warmth: 1000},
	slow: {rounds: 12, turn: 2, warmth: 2000},
	tabs: 7,
};
const quick: Plan = {
	counts: [100, 10_000],
	lengths: [280],
	effort: {rounds: 5, turn: 0.2, warmth: 10},
	slow: {rounds: 2, turn: 0.2, warmth: 10},
	tabs: 1,
};

const plan = options.quick ? quick : full;
const results: Result[] = [];
const tell = (result: Result) => {
	results.push(result);
	console.log(lineOf(result));
};

const places: Record<string, () => Promise<string | undefined>> = {
	async node() {
		await measureTerms(inNode, plan, tell);
		await measureGrowth(inNode, plan, tell);
		await measureWhole(inNode, plan, tell);
		return undefined;
	},
	async floors() {
		await measureFloors(plan, tell);
		return undefined;
	},
	async chromium() {
		const browser = await openBenchBrowser();
		const place = inChromium(browser);
		await measureTerms(place, plan, tell);
		await measureGrowth(place, plan, tell);
		await measureBudget(place, plan, tell);
		await measureWhole(place, plan, tell);
		await measureFirst(browser, plan, tell);
		await browser.close();
		return browser.version;
	},
	async typing() {
		const {raceTyping} = await import('../tests/bench/typing.ts');
		const {work, delays} = await raceTyping({rounds: options.quick ? 2 : 15}, console.log);
		for (const [name, race] of Object.entries(work))
			tell(besideBare(`Typing, ${name}`, race, 'ms a key', 1.3));
		for (const [name, each] of Object.entries(delays)) console.log(delaysLine(name, each));
		return undefined;
	},
	async scrolling() {
		const {raceScrolling} = await import('../tests/bench/scrolling.ts');
		const races = await raceScrolling(
			options.quick ? {rounds: 2, posts: 100} : {rounds: 8, posts: 1000},
			console.log,
		);
		for (const [name, race] of Object.entries(races))
			tell(besideBare(`Scrolling, ${name}`, race, 'ms of scripts', 1.03));
		return undefined;
	},
};

let version: string | undefined;
for (const name of options.only.split(',')) version = (await places[name]?.()) ?? version;
const report: Report = {machine: machine(version), results};
if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, '\t')}\n`);
const withGoal = results.filter(({goal}) => goal);
console.log(
	`${withGoal.filter(({met}) => met).length} goals met, ${withGoal.filter(({met}) => !met).length} missed`,
);
