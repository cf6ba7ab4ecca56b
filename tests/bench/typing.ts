/** What a keystroke costs in the sites' own editors, with the extension and in a bare browser: work, delay, long tasks. */
import type {Page} from 'playwright-core';
import type {Race} from './paired.ts';
import {chanceFrom} from './texts.ts';
import {draftWith, inTurns, openWriters, places, threadTime, type Writer, write} from './writers.ts';

export interface TypingPlan {
	rounds: number;
}

/** Keys a burst, 100 ms apart; after each burst a pause long enough for the check and everything it sets off. */
const bursts = {'ten keys and a pause': 10, 'a pause after each key': 1};
const gap = 100;
const pause = 450;

/** What the keys of one contestant met. */
export interface Delays {
	/** Milliseconds from a key to the site's first listener, ours before it. */
	delays: number[];
	/** Milliseconds of each task longer than 50. */
	longTasks: number[];
	/** Milliseconds from a key to the next picture, in steps of 8, where it took 16 or more (Event Timing). */
	slowKeys: number[];
}

export interface TypingFigures {
	/** Milliseconds of main-thread work a key, per round, by site and way. */
	work: Record<string, Race>;
	/** By site, then contestant. */
	delays: Record<string, Record<string, Delays>>;
}

export async function raceTyping(plan: TypingPlan, say: (line: string) => void): Promise<TypingFigures> {
	const desk = await openWriters(say);
	const draft = draftWith(40, 2000);
	say(`a draft of ${draft.text.length} characters with ${draft.findings} findings`);
	const figures: TypingFigures = {work: {}, delays: {}};
	for (const [name, place] of Object.entries(places)) {
		const writers = await desk.sit();
		await write(writers, place, draft.text, say);
		for (const [way, keys] of Object.entries(bursts))
			figures.work[`${name}, ${way}`] = await inTurns(writers, plan.rounds, one => burst(one, keys));
		for (const {page} of Object.values(writers)) await page.evaluate(listen);
		const taken = await inTurns(writers, plan.rounds, ({page}, round) => hurry(page, round));
		figures.delays[name] = Object.fromEntries(
			Object.entries(taken).map(([who, turns]) => [who, together(turns)]),
		);
		for (const {page} of Object.values(writers)) await page.close();
	}
	await desk.close();
	return figures;
}

/** Milliseconds a key that the page's main thread worked until everything the burst set off was done. */
async function burst(writer: Writer, keys: number): Promise<number> {
	const {page} = writer;
	await page.waitForTimeout(pause);
	const before = await threadTime(writer);
	for (let key = 0; key < keys; key++) {
		await page.keyboard.press('e');
		await page.waitForTimeout(gap);
	}
	await page.waitForTimeout(pause);
	return ((await threadTime(writer)) - before) / keys;
}

interface Heard {
	heard: Delays;
}

/** Runs in the page. */
function listen(): void {
	const kept = window as unknown as Heard;
	kept.heard = {delays: [], longTasks: [], slowKeys: []};
	addEventListener('keydown', event => kept.heard.delays.push(performance.now() - event.timeStamp), true);
	new PerformanceObserver(list => {
		for (const {duration} of list.getEntries()) kept.heard.longTasks.push(duration);
	}).observe({type: 'longtask'});
	new PerformanceObserver(list => {
		for (const {name, duration} of list.getEntries())
			if (name === 'keydown') kept.heard.slowKeys.push(duration);
	}).observe({type: 'event', durationThreshold: 16} as PerformanceObserverInit);
}

/**
 * Twenty letters and taking them back, as unevenly as people type: what a pause sets off, the next keys meet. Both
 * contestants type in the same rhythm.
 */
async function hurry(page: Page, round: number): Promise<Delays> {
	const chance = chanceFrom(round + 100);
	await page.evaluate(() => {
		(window as unknown as Heard).heard = {delays: [], longTasks: [], slowKeys: []};
	});
	for (const key of [...'a fresh set of tyres', ...Array.from({length: 20}, () => 'Backspace')]) {
		await page.keyboard.press(key);
		await page.waitForTimeout(40 + 200 * chance());
	}
	await page.waitForTimeout(pause);
	return page.evaluate(() => (window as unknown as Heard).heard);
}

const together = (turns: readonly Delays[]): Delays => ({
	delays: turns.flatMap(({delays}) => delays),
	longTasks: turns.flatMap(({longTasks}) => longTasks),
	slowKeys: turns.flatMap(({slowKeys}) => slowKeys),
});
