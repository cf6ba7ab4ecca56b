import type {Page} from 'playwright-core';
import type {Published} from '#sandbox/shared/published.ts';
import type {Screen} from '../../../scripts/stage/screen.ts';
import type {Bench, Mode} from './bench.ts';
import {groundTruth} from './ground-truth.ts';
import type {Row} from './row.ts';
import {postAll, type ThreadTurn, writeThread} from './threads.ts';
import {longest, waitFor} from './wait.ts';

let count = 0;
const partsFor = (n: number) => [
	`Three Kestrels came in this morning. ${n}`,
	`Finance available, subject to status. Harwell & Stone Motors Ltd is a credit broker, not a lender. ${n}`,
	`Come and see them in Leeds. ${n}`,
];

/** Approved as a whole; then what the turn says; then the button once more. */
export async function runThread(bench: Bench, mode: Mode, turn: ThreadTurn): Promise<Row> {
	const {site} = bench.stage;
	await site.reset();
	// The page learns of its own weather when it is opened; nothing fails before the approval.
	await site.weather({...turn.weather, fail: null});
	const truth = groundTruth(bench.stage);
	const seat = await bench.seat(mode);
	await seat.context.clearCookies();
	const {page, screen} = await seat.visit('https://x.com/home');
	const parts = partsFor(++count);
	try {
		await writeThread(page, parts);
		await postAll(page);
		await screen.click({role: 'button', name: 'Send for approval'});
		await screen.gone({role: 'button', name: 'Send for approval'});
		const early = (await truth.published('x')).length;
		await bench.approve();
		await screen.find({name: /^Approved by/});
		await turn.change?.(page);
		if (turn.weather) await site.weather(turn.weather);
		await postAll(page);
		let saw = '';
		await waitFor(async () => {
			saw = (await words(screen)).find(word => turn.says.test(word)) ?? '';
			return saw !== '';
		});
		const first = await settled(() => truth.published('x'), turn.first);
		const wanted = turn.second ?? turn.first;
		if (turn.second !== undefined) await postRest(page, parts.length - turn.first);
		const all = await settled(() => truth.published('x'), wanted);
		const isRight = early === 0 && first.length === turn.first && saw !== '' && isInOrder(all, parts);
		const isWhole = all.length === wanted;
		const name = `thread approved, then: ${turn.name}`;
		const leaked = early + all.length - Math.min(all.length, wanted);
		return {
			...{site: 'x', kind: 'approved', name, mode},
			reached: 0,
			leaked,
			released: isRight && isWhole ? 1 : 0,
			saw,
		};
	} finally {
		await page.close();
	}
}

/** Each part once, each under the one before it. */
function isInOrder(published: readonly Published[], parts: readonly string[]): boolean {
	return published.every(
		({text, target}, i) => text === parts[i] && (i === 0 ? target === null : target === published[i - 1]!.id),
	);
}

async function settled(read: () => Promise<Published[]>, wanted: number): Promise<Published[]> {
	await waitFor(async () => (await read()).length >= wanted);
	// Whatever else is on its way arrives now.
	await new Promise(resolve => setTimeout(resolve, 1000));
	return read();
}

/** We say that a part was refused before the site has put what is left back into its composer. */
async function postRest(page: Page, left: number): Promise<void> {
	const editors = '[role=dialog] [data-testid^=tweetTextarea_][contenteditable=true]';
	await page.waitForFunction(
		([found, count]) => document.querySelectorAll(found).length === count,
		[editors, left] as const,
		{timeout: longest},
	);
	await postAll(page);
}

async function words(screen: Screen): Promise<string[]> {
	return (await screen.all()).filter(({role}) => role === 'StaticText').map(({name}) => name);
}
