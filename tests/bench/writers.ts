/** Somebody at work in the sandbox, once with the extension and once in a bare browser; they take turns. */
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
import {rulesOnly, sentences} from './scenes.ts';

export const bareName = 'the bare page';

export const places = {
	'X, Draft.js': {home: 'https://x.com/home', editor: '[data-testid="tweetTextarea_0"]', feed: 'article'},
	'Facebook, Lexical': {
		home: 'https://www.facebook.com/',
		editor: 'form[role=presentation] [contenteditable=true]',
		feed: '[role=article][data-story]',
	},
};
export type Place = (typeof places)[keyof typeof places];

export interface Writer {
	page: Page;
	cdp: CDPSession;
}

export type Writers = Record<string, Writer>;

/** The hub, the sandbox and both browsers. */
export async function openWriters(say: (line: string) => void) {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-typing-'));
	const stage = await openStage({folder, headless: true, say});
	const seat = await stage.enrol(priya);
	const bare = await launchChromium({profile: join(folder, 'bare'), sandbox: stage.sandbox, headless: true});
	return {
		site: stage.site,
		/** Both with a page of their own. */
		sit: async (): Promise<Writers> => ({
			[ours]: await writerOf(await seat.context.newPage()),
			[bareName]: await writerOf(await bare.newPage()),
		}),
		async close() {
			await bare.close();
			await stage.close();
		},
	};
}

async function writerOf(page: Page): Promise<Writer> {
	const cdp = await page.context().newCDPSession(page);
	// The thread's own time: what other jobs on the machine take does not count.
	await cdp.send('Performance.enable', {timeDomain: 'threadTicks'});
	return {page, cdp};
}

/** The same draft in both editors, and our marks under it. */
export async function write(
	writers: Writers,
	{home, editor}: Place,
	text: string,
	say: (line: string) => void,
): Promise<void> {
	for (const {page} of Object.values(writers)) {
		await page.goto(home);
		await page.locator(editor).first().click();
		await page.keyboard.insertText(text);
	}
	const {page} = writers[ours]!;
	await page.waitForFunction(() => CSS.highlights.size > 0);
	const marks = await page.evaluate(() =>
		[...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0),
	);
	say(`${home}: ${marks} marks in view`);
}

/** Each does its turn, in rounds of alternating order; the first `warmUp` rounds do not count. */
export async function inTurns<Figure>(
	writers: Writers,
	rounds: number,
	turn: (writer: Writer, round: number) => Promise<Figure>,
	warmUp = 2,
): Promise<Record<string, Figure[]>> {
	const order = Object.entries(writers);
	const taken: Record<string, Figure[]> = Object.fromEntries(order.map(([who]) => [who, []]));
	for (let round = -warmUp; round < rounds; round++)
		for (const [who, writer] of round % 2 === 0 ? order : [...order].reverse()) {
			await writer.page.bringToFront();
			const figure = await turn(writer, round);
			if (round >= 0) taken[who]!.push(figure);
		}
	return taken;
}

/** Milliseconds the page's main thread has worked since it was opened; `ScriptDuration`: of these, in scripts. */
export async function threadTime(
	{cdp}: Writer,
	of: 'TaskDuration' | 'ScriptDuration' = 'TaskDuration',
): Promise<number> {
	const {metrics} = await cdp.send('Performance.getMetrics');
	return metrics.find(({name}) => name === of)!.value * 1000;
}

// Says nothing that could excuse what stands before it.
const filler = 'We are open until six this Sunday and the kettle is on. ';

/** Natural sentences in which our own rules find so many things. */
export function draftWith(findings: number, length: number): {text: string; findings: number} {
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
