/** Every measurement of checking, in Node and in Chromium, in the same order and with the same names. */
import {binary} from 'harper.js/binary';
import type {BenchBrowser} from './chromium.ts';
import {ours} from './matchers.ts';
import type {Effort, Race} from './paired.ts';
import {median} from './paired.ts';
import {harperLinter, type LintersScene, raceLinters, retextLinter} from './race-linters.ts';
import {raceSizes, raceTerms, type TermsScene} from './race-terms.ts';
import {type Result, resultAgainst, resultsOf} from './results.ts';
import {type Lexicon, lexiconOf, sceneOf} from './scenes.ts';

export interface Plan {
	counts: readonly number[];
	lengths: readonly number[];
	effort: Effort;
	/** For whole linters, which take a hundred times longer. */
	slow: Effort;
	/** New tabs for each first verdict. */
	tabs: number;
}

/** Where the races are run: in this process, or in a page. */
export interface Place {
	name: string;
	terms(scene: TermsScene, policy: ArrayBuffer): Promise<Race>;
	sizes(scene: TermsScene, long: ArrayBuffer, short: ArrayBuffer): Promise<Race>;
	linters(scene: LintersScene, policy: ArrayBuffer): Promise<Race>;
}

export const inNode: Place = {
	name: 'Node',
	terms: raceTerms,
	sizes: raceSizes,
	async linters(scene, policy) {
		const harper = await harperLinter(binary as never);
		return raceLinters(scene, policy, {'harper.js': harper, 'retext, 8 plugins': retextLinter()});
	},
};

export const inChromium = (browser: BenchBrowser): Place => ({
	name: 'Chromium',
	terms: (scene, policy) =>
		browser.run('terms', browser.offer('scene', scene), browser.offer('policy', policy)),
	sizes: (scene, long, short) =>
		browser.run(
			'sizes',
			browser.offer('scene', scene),
			browser.offer('long', long),
			browser.offer('short', short),
		),
	linters: (scene, policy) =>
		browser.run('linters', browser.offer('scene', scene), browser.offer('policy', policy)),
});

const count = (n: number) => n.toLocaleString('en-GB');

/** Least ratios asked for, by place, number of terms and length (docs/measurements.md). */
const termGoals: Record<string, Record<string, number>> = {
	'Node 10000 2000': {
		'one alternation RegExp, same folding': 8,
		'ahocorasick, same folding': 4,
		'a RegExp for each term': 200,
	},
	'Chromium 10000 2000': {'one alternation RegExp': 1, 'a RegExp for each term': 200},
	'Chromium 50000 2000': {'one alternation RegExp': 2},
};

export async function measureTerms(place: Place, plan: Plan, tell: (result: Result) => void): Promise<void> {
	for (const terms of plan.counts) {
		const lexicon = lexiconOf(terms);
		for (const length of plan.lengths) {
			const scene = sceneOf(lexicon, length, plan.effort);
			const name = `${place.name}, ${count(terms)} terms, ${count(length)} characters`;
			const goals = termGoals[`${place.name} ${terms} ${length}`];
			resultsOf(name, await place.terms(scene, lexicon.alone), scene.texts.length, goals).forEach(tell);
		}
	}
}

/** Time with the longest list beside time with the shortest, on the same texts. */
export async function measureGrowth(place: Place, plan: Plan, tell: (result: Result) => void): Promise<void> {
	const short = lexiconOf(plan.counts[0]!);
	const long = lexiconOf(plan.counts.at(-1)!);
	const scene = sceneOf(long, 2000, plan.effort);
	for (const kind of ['alone', 'whole'] as const) {
		const race = await place.sizes(scene, long[kind], short[kind]);
		const name = `${place.name}, ${count(long.terms.length)} terms${kind === 'whole' ? ' and all rules' : ''}, 2,000 characters`;
		resultsOf(name, race, scene.texts.length, {'itself with 100 terms': 0.5}).forEach(tell);
	}
}

/** All rule packs and the list of terms: beside whole linters. */
export async function measureWhole(place: Place, plan: Plan, tell: (result: Result) => void): Promise<void> {
	const lexicon: Lexicon = lexiconOf(plan.counts.find(n => n === 10_000) ?? plan.counts[0]!);
	for (const length of plan.lengths) {
		const scene = slowScene(lexicon, length, plan.slow);
		const race = await place.linters(scene, lexicon.whole);
		const name = `${place.name}, all rules and ${count(lexicon.terms.length)} terms, ${count(length)} characters`;
		const goals = length === 2000 ? {'harper.js': 300} : {};
		resultsOf(name, race, scene.texts.length, goals).forEach(tell);
	}
}

// Microseconds for everything: facts, conditions, findings in words.
const budgets: Record<number, number> = {280: 150, 2000: 1000};

/** All rules with 10,000 terms on top, as they run while somebody types: alone, and warm. */
export async function measureBudget(place: Place, plan: Plan, tell: (result: Result) => void): Promise<void> {
	const lexicon = lexiconOf(plan.counts.find(n => n === 10_000) ?? plan.counts[0]!);
	for (const [length, budget] of Object.entries(budgets)) {
		const scene = sceneOf(lexicon, Number(length), plan.effort);
		const race = await place.sizes(scene, lexicon.whole, lexicon.whole);
		const own = (median(race[ours]!) / scene.texts.length) * 1000;
		const name = `${place.name}, all rules and ${count(lexicon.terms.length)} terms, ${count(Number(length))} characters: the budget`;
		tell(resultAgainst(name, own, budget, 'µs a text', 1));
	}
}

/** A linter takes a minute for a pass over eight long texts. */
function slowScene(lexicon: Lexicon, length: number, effort: Effort): LintersScene {
	const scene = sceneOf(lexicon, length, effort);
	if (length < 10_000) return scene;
	const [texts, disguised, truth] = [scene.texts, scene.disguised, scene.truth].map(all => all.slice(0, 2));
	return {...scene, texts, disguised, truth, effort: {...effort, rounds: 3, warmth: 0}} as LintersScene;
}

/** In a new tab each time: the compiled buffer is there, the code has never run. */
export async function measureFirst(
	browser: BenchBrowser,
	plan: Plan,
	tell: (result: Result) => void,
): Promise<void> {
	for (const terms of plan.counts) {
		const lexicon = lexiconOf(terms);
		const scene = browser.offer('scene', sceneOf(lexicon, 280, plan.effort));
		const policies = {'': lexicon.alone, ' and all rules': lexicon.whole};
		const times: Record<string, number[]> = {'': [], ' and all rules': [], peer: []};
		for (let tab = 0; tab < plan.tabs; tab++) {
			for (const [kind, policy] of Object.entries(policies))
				times[kind]!.push(await browser.run('firstVerdict', scene, browser.offer('policy', policy)));
			times.peer!.push(await browser.run('firstCall', scene));
		}
		for (const kind of Object.keys(policies))
			tell(
				resultAgainst(
					`Chromium, ${count(terms)} terms${kind}, 280 characters, first verdict in a new tab: one alternation RegExp, its first call`,
					median(times[kind]!),
					median(times.peer!),
					'ms',
					terms === 10_000 ? 100 : undefined,
				),
			);
	}
}
