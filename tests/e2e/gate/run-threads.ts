import type {Published} from '#sandbox/shared/published.ts';
import type {Screen} from '../../../scripts/stage/screen.ts';
import type {Bench, Mode} from './bench.ts';
import {groundTruth} from './ground-truth.ts';
import type {Row} from './row.ts';
import {postAll, type ThreadTurn, writeThread} from './threads.ts';
import {waitFor} from './wait.ts';

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
		await press(screen, 'Keep editing');
		if (turn.second !== undefined) await postAll(page).catch(() => undefined);
		const all = await settled(() => truth.published('x'), turn.second ?? turn.first);
		const isRight = early === 0 && first.length === turn.first && saw !== '' && isInOrder(all, parts);
		const name = `thread approved, then: ${turn.name}`;
		const leaked = early + all.length - Math.min(all.length, turn.second ?? turn.first);
		return {...{site: 'x', kind: 'approved', name, mode}, reached: 0, leaked, released: isRight ? 1 : 0, saw};
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

async function press(screen: Screen, name: string): Promise<void> {
	if (await screen.has({role: 'button', name})) await screen.click({role: 'button', name});
}

async function words(screen: Screen): Promise<string[]> {
	return (await screen.all()).filter(({role}) => role === 'StaticText').map(({name}) => name);
}
