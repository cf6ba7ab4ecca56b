/** What can happen between an approval and the post. */
import type {Page} from 'playwright-core';
import type {Weather} from '#sandbox/shared/weather.ts';
import {endBackground} from '../../../scripts/stage/background.ts';
import type {Screen} from '../../../scripts/stage/screen.ts';
import type {Seat} from '../../../scripts/stage/seat.ts';
import type {Bench, Mode} from './bench.ts';
import {groundTruth} from './ground-truth.ts';
import {type Prepared, prepare} from './prepare.ts';
import type {Row} from './row.ts';
import {longest, nothingComes, patience, waitFor} from './wait.ts';
import {ways} from './ways.ts';

interface Scene {
	bench: Bench;
	seat: Seat;
	page: Page;
	screen: Screen;
	text: string;
	post(page?: Page): Promise<void>;
}

export interface Turn {
	name: string;
	/** May the approved text still go out, once? */
	goes: boolean;
	ci?: boolean;
	weather?: Partial<Weather>;
	/** Only where bodies are read: in an unmanaged browser a program in the page can do this. */
	script?: boolean;
	/** Milliseconds by which the hub lets go later. */
	slowHub?: number;
	happen(scene: Scene): Promise<void>;
}

const editor = '[data-testid="tweetTextarea_0"]';
const approvedText = (n: number) =>
	`Finance available, subject to status. Harwell & Stone Motors Ltd is a credit broker, not a lender. ${n}`;

const copies = (count: number, way: keyof typeof ways) => async (scene: Scene) => {
	const {page, text} = scene;
	const requests: Prepared[] = [];
	for (let i = 0; i < count; i++) requests.push(await page.evaluate(prepare, {site: 'x' as const, text}));
	const racing = requests.map(request =>
		page.evaluate(ways[way] as (r: unknown) => unknown, request).catch(() => {}),
	);
	await Promise.all([scene.post(), ...racing]);
};

export const turns: readonly Turn[] = [
	{name: 'nothing: it is posted', goes: true, ci: true, happen: scene => scene.post()},
	{name: 'double click', goes: true, happen: ({page}) => page.dblclick('[data-testid=tweetButtonInline]')},
	{
		name: 'a letter more',
		goes: false,
		ci: true,
		async happen({page, post}) {
			await page.keyboard.press('End');
			await page.keyboard.type('!');
			await post();
		},
	},
	{
		name: 'the same text as a reply',
		goes: false,
		async happen({page, text, post}) {
			await page.locator(editor).first().press('ControlOrMeta+a');
			await page.goto('https://x.com/moira_trent/status/1990000000000001001');
			await page.click(editor);
			await page.keyboard.type(text);
			await post();
		},
	},
	{
		name: 'another account, in mid-draft',
		goes: false,
		async happen({page, text, post}) {
			await page.getByTestId('SideNav_AccountSwitcher_Button').click();
			await page.locator('[data-account=HarwellStoneYork]').click();
			await page.waitForSelector('[data-testid=AppTabBar_Profile_Link][href="/HarwellStoneYork"]');
			await page.click(editor);
			await page.keyboard.press('ControlOrMeta+a');
			await page.keyboard.type(text);
			await post();
		},
	},
	{
		name: 'posted from a second tab as well',
		goes: true,
		async happen({seat, text, post}) {
			const second = await seat.context.newPage();
			await second.goto('https://x.com/home');
			await second.click(editor);
			await second.keyboard.type(text);
			await Promise.all([post(), post(second).catch(() => {})]);
			await second.waitForTimeout(1000);
			await second.close();
		},
	},
	{
		name: 'the background dies before the press',
		goes: true,
		async happen({page, post}) {
			await endBackground(page);
			await post();
		},
	},
	{name: '8 copies race by fetch', goes: true, ci: true, happen: copies(8, 'fetch')},
	{
		name: '8 copies race by fresh frames',
		goes: true,
		script: true,
		happen: copies(8, 'fetch of a fresh frame'),
	},
	{name: '8 copies race by workers', goes: true, ci: true, script: true, happen: copies(8, 'a worker')},
	{
		name: 'an edited copy races by a worker',
		goes: true,
		ci: true,
		script: true,
		async happen({page, text, post}) {
			const request = await page.evaluate(prepare, {site: 'x' as const, text: `${text} Guaranteed!`});
			const race = page.evaluate(ways['a worker'] as (r: unknown) => unknown, request).catch(() => {});
			await Promise.all([post(), race]);
		},
	},
	{
		name: 'an unknown field',
		goes: false,
		async happen({page, text}) {
			const change = {boost: 'yes'};
			const request = await page.evaluate(prepare, {site: 'x' as const, text, change});
			await page.evaluate(ways.fetch as (r: unknown) => unknown, request).catch(() => {});
		},
	},
	{
		name: 'slow answers',
		goes: true,
		async happen({bench, post}) {
			await bench.stage.site.weather({slow: 2000});
			await post();
		},
	},
	{
		name: 'published, but the answer is lost; pressed again',
		goes: true,
		async happen({bench, page, post}) {
			await bench.stage.site.weather({fail: {nth: 1, kind: 'lost'}});
			await post();
			await page.waitForSelector('[role=alert]');
			await post();
		},
	},
	{
		name: 'the undo window ends',
		goes: true,
		weather: {undoSeconds: 1},
		happen: ({post}) => post(),
	},
	{
		name: 'the undo window ends, after a preview',
		goes: true,
		ci: true,
		weather: {undoSeconds: 1, previewDark: true},
		happen: ({post}) => post(),
	},
	{
		name: 'the page is left in the undo window, and the person stays when the browser asks',
		goes: true,
		ci: true,
		weather: {undoSeconds: 300},
		async happen({page, post}) {
			await post();
			await page.getByText('Send now').waitFor();
			const asked = page.waitForEvent('dialog');
			await page.evaluate(() => void setTimeout(() => location.reload()));
			await (await asked).dismiss();
		},
	},
	{
		name: 'the hub takes 6 s',
		goes: true,
		slowHub: 6000,
		happen: ({post}) => post(),
	},
	{
		name: 'the hub takes 6 s, and the new front end gives up after 5 s; pressed again',
		goes: true,
		ci: true,
		weather: {frontEnd: 'x-web'},
		slowHub: 6000,
		async happen({bench, page, screen, post}) {
			await post();
			await page.waitForSelector('[role=alert]');
			await screen.find({name: /^Approval ends in/});
			bench.stage.slowHub(/^$/, 0);
			await post();
		},
	},
	{
		name: 'the new front end gives up after 5 s; pressed again',
		goes: true,
		ci: true,
		weather: {frontEnd: 'x-web', slow: 7000},
		async happen({page, post}) {
			await post();
			await page.waitForSelector('[role=alert]');
			await post();
		},
	},
];

let count = 0;

export async function runTurn(bench: Bench, mode: Mode, turn: Turn): Promise<Row> {
	await bench.stage.site.reset();
	if (turn.weather) await bench.stage.site.weather(turn.weather);
	const truth = groundTruth(bench.stage);
	const seat = await bench.seat(mode);
	await seat.context.clearCookies();
	const {page, screen} = await seat.visit('https://x.com/home');
	const text = approvedText(++count);
	const post = async (on = page) => on.click('[data-testid=tweetButtonInline]', {timeout: patience});
	try {
		await page.click(editor);
		await page.keyboard.type(text);
		await post();
		await screen.click({role: 'button', name: 'Send for approval'});
		await screen.find({name: /^Waiting for a second person/});
		await bench.approve();
		await screen.find({name: /^Approved by/});
		await page.click(editor);
		bench.stage.slowHub(/\/commands$/, turn.slowHub ?? 0);
		await turn.happen({bench, seat, page, screen, text, post});
		const published = async () => (await truth.published('x')).map(each => each.text);
		await waitFor(
			async () => turn.goes && (await published()).length > 0,
			turn.goes ? longest : nothingComes,
		);
		// Whatever else is on its way arrives now.
		await page.waitForTimeout(600);
		const words = (await screen.all()).filter(({role}) => role === 'StaticText').map(({name}) => name);
		const all = await published();
		const exact = all.filter(each => each === text).length;
		return {
			...{site: 'x', kind: turn.script ? 'script' : 'approved', name: `approved, then: ${turn.name}`, mode},
			reached: 0,
			leaked: turn.goes ? all.length - Math.min(exact, 1) : all.length,
			released: turn.goes ? exact : null,
			saw:
				words.find(word =>
					/^(Posted|Approved|It differs|This differs|Waiting)|differs from|once/.test(word),
				) ?? '',
		};
	} finally {
		bench.stage.slowHub(/^$/, 0);
		await page.close();
	}
}
