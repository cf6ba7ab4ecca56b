import type {Page} from 'playwright-core';
import {clearServiceWorker} from '#sandbox/testing/browser.ts';
import {type Screen, screenOf} from '../../../scripts/stage/screen.ts';
import type {Bench, Mode} from './bench.ts';
import {groundTruth} from './ground-truth.ts';
import type {Path} from './path.ts';
import type {Row} from './row.ts';
import {longest, nothingComes, waitFor} from './wait.ts';

const forbidden = 'Guaranteed finance for everyone!';
const fine = 'Good morning, Leeds.';
/** What Countersign says of something that it has stopped, or cannot see. */
const stopped =
	/needs? (?:a|one) change|changes? (?:is|are) needed|second person|can’t see|can’t be read|Nothing was (?:posted|sent)|is held|not ready/i;

/** The new front end gives up after 5 s, which a busy machine may need: then a person presses again (docs/adr/0213). */
const isImpatient = ({weather}: Path) => weather?.frontEnd !== undefined;

/** A text that must be held, then a clean one, by the same gesture. */
export async function runPath(bench: Bench, mode: Mode, path: Path): Promise<Row> {
	const {site} = bench.stage;
	await site.reset();
	if (path.weather) await site.weather(path.weather);
	const truth = groundTruth(bench.stage);
	const {context} = await bench.seat(mode);
	const began = Date.now();
	const page = await context.newPage();
	const screen = await screenOf(page);
	const published = async () => (await truth.published(path.site)).map(({text}) => text);
	try {
		await path.enter(page);
		await page.keyboard.type(forbidden);
		await path.send(page).catch(() => undefined);
		const saw = await sawStop(page, screen, async () => (await published()).length > 0);
		const [reached, leaked] = [await truth.reached(), (await published()).length];
		await rewrite(page, path);
		await path.send(page).catch(() => undefined);
		const lenient = path.clean === 'once or held';
		const isOut = async () => (await published()).includes(fine);
		const gaveUp = async () => isImpatient(path) && (await page.locator('[role=alert]').count()) > 0;
		await waitFor(async () => (await isOut()) || gaveUp(), lenient ? nothingComes : longest);
		if (!(await isOut()) && (await gaveUp())) {
			await path.send(page);
			await waitFor(isOut);
		}
		const released = (await published()).filter(text => text.endsWith(fine)).length;
		const without = await unreleased(bench, mode, began, released);
		return {
			...{site: path.site, kind: 'person', name: path.name, mode, reached, leaked, released, saw, lenient},
			...without,
		};
	} finally {
		// It would serve the next path a page of this one's weather.
		await clearServiceWorker(page);
		await page.close();
	}
}

interface Own {
	at: number;
	json: string;
}

/** What the browser's own records say of the clean text: let go by a release, or seen leaving without one. */
async function unreleased(bench: Bench, mode: Mode, began: number, released: number) {
	if (released === 0) return {};
	const records = async () => {
		const own = await bench.ask<{records: Own[]}>(mode, 'records:mine');
		return own.records
			.filter(({at}) => at >= began)
			.map(({json}) => JSON.parse(json) as {kind: string; body: {draft?: {text: string}}})
			.filter(({body}) => body.draft?.text.endsWith(fine));
	};
	const count = async (kind: string) => (await records()).filter(record => record.kind === kind).length;
	const byRelease = await count('interaction.releasing');
	if (byRelease >= released) return {};
	await waitFor(async () => (await count('gate.blocked')) > 0);
	return {unreleased: released - byRelease, recorded: (await count('gate.blocked')) > 0};
}

async function rewrite(page: Page, path: Path): Promise<void> {
	await page.keyboard.press('Escape');
	await (path.again ? path.enter(page) : path.refocus(page));
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('Delete');
	await page.keyboard.type(fine);
}

async function sawStop(_page: Page, screen: Screen, out: () => Promise<boolean>): Promise<string> {
	let said = '';
	await waitFor(async () => {
		const words = (await screen.all()).filter(({role}) => role === 'StaticText').map(({name}) => name);
		said = words.find(word => stopped.test(word)) ?? '';
		return said !== '' || (await out());
	});
	return said;
}
