/** What a keystroke costs in the sites' own editors, with the extension and in a bare browser. */
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {CDPSession, Page} from 'playwright-core';
import {check, open} from '#lib/core/policy/engine.ts';
import {company, priya} from '../../scripts/stage/cast.ts';
import {launchChromium} from '../../scripts/stage/chromium.ts';
import {openStage} from '../../scripts/stage/stage.ts';
import {inputOf} from './input.ts';
import {ours} from './matchers.ts';
import type {Race} from './paired.ts';
import {rulesOnly, sentences} from './scenes.ts';

export interface TypingPlan {
	rounds: number;
}

/** Keys a burst, 100 ms apart; after each burst a pause long enough for the check and everything it sets off. */
const bursts = {'ten keys and a pause': 10, 'a pause after each key': 1};
const gap = 100;
const pause = 450;

const places = {
	'X, Draft.js': {home: 'https://x.com/home', editor: '[data-testid="tweetTextarea_0"]'},
	'Facebook, Lexical': {
		home: 'https://www.facebook.com/',
		editor: 'form[role=presentation] [contenteditable=true]',
	},
};

// Says nothing that could excuse what stands before it.
const filler = 'We are open until six this Sunday and the kettle is on. ';

/** About 2,000 characters of natural sentences in which our own rules find 40 things. */
function draftWith(findings: number, length: number): {text: string; findings: number} {
	const engine = open(rulesOnly());
	const count = (text: string) => check(engine, {...inputOf(text), company}).length;
	const marked = sentences.filter(text => count(text) > 0).sort((a, b) => a.length - b.length);
	const gain = (text: string, one: string) => count(`${text}${one} `) - count(text);
	let text = '';
	// Whatever adds most next: some sentences take the edge off others.
	while (count(text) < findings && text.length < length - 100)
		text += `${marked.reduce((best, one) => (gain(text, one) > gain(text, best) ? one : best))} `;
	while (text.length < length) text += filler;
	return {text: text.slice(0, length), findings: count(text)};
}

/** Milliseconds of main-thread work a key, per round, by site; the contestants take turns. */
export async function raceTyping(
	plan: TypingPlan,
	say: (line: string) => void,
): Promise<Record<string, Race>> {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-typing-'));
	const stage = await openStage({folder, headless: true, say});
	const seat = await stage.enrol(priya);
	const bare = await launchChromium({profile: join(folder, 'bare'), sandbox: stage.sandbox, headless: true});
	const draft = draftWith(40, 2000);
	say(`a draft of ${draft.text.length} characters with ${draft.findings} findings`);
	const races: Record<string, Race> = {};
	for (const [name, place] of Object.entries(places)) {
		const guarded = await writing(await seat.context.newPage(), place, draft.text);
		const alone = await writing(await bare.newPage(), place, draft.text);
		await guarded.page.waitForFunction(() => CSS.highlights.size > 0);
		const marks = await guarded.page.evaluate(() =>
			[...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0),
		);
		say(`${name}: ${marks} marks in view`);
		for (const [way, keys] of Object.entries(bursts))
			races[`${name}, ${way}`] = await raceWriters(guarded, alone, keys, plan.rounds);
		await guarded.page.close();
		await alone.page.close();
	}
	await bare.close();
	await stage.close();
	return races;
}

async function raceWriters(guarded: Writer, alone: Writer, keys: number, rounds: number): Promise<Race> {
	const race: Race = {[ours]: [], 'the bare editor': []};
	const order = [
		[ours, guarded],
		['the bare editor', alone],
	] as const;
	for (let round = -2; round < rounds; round++)
		for (const [who, writer] of round % 2 === 0 ? order : [...order].reverse()) {
			const cost = await burst(writer, keys);
			if (round >= 0) race[who]!.push(cost);
		}
	return race;
}

interface Writer {
	page: Page;
	cdp: CDPSession;
}

async function writing(
	page: Page,
	{home, editor}: {home: string; editor: string},
	text: string,
): Promise<Writer> {
	await page.goto(home);
	await page.locator(editor).first().click();
	await page.keyboard.insertText(text);
	const cdp = await page.context().newCDPSession(page);
	// The thread's own time: what other jobs on the machine take does not count.
	await cdp.send('Performance.enable', {timeDomain: 'threadTicks'});
	return {page, cdp};
}

/** Milliseconds a key that the page's main thread worked until everything the burst set off was done. */
async function burst({page, cdp}: Writer, keys: number): Promise<number> {
	await page.bringToFront();
	await page.waitForTimeout(pause);
	const before = await taskTime(cdp);
	for (let key = 0; key < keys; key++) {
		await page.keyboard.press('e');
		await page.waitForTimeout(gap);
	}
	await page.waitForTimeout(pause);
	return ((await taskTime(cdp)) - before) / keys;
}

async function taskTime(cdp: CDPSession): Promise<number> {
	const {metrics} = await cdp.send('Performance.getMetrics');
	return metrics.find(({name}) => name === 'TaskDuration')!.value * 1000;
}
