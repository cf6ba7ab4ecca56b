/** What every composer of every site must do, in the real editor: the same few sentences for each place. */
import type {Page} from 'playwright-core';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import type {Draft} from '#lib/core/draft.ts';
import {digestOf} from '#lib/core/draft.ts';
import {TEXTS} from '#sandbox/testing/texts.ts';
import {type Guarded, openStage, type Stage, until} from './stage.ts';

export interface Place {
	name: string;
	url: string;
	account: string;
	/** From the loaded page to a focused, empty editor. */
	enter(page: Page): Promise<void>;
	/** The site's own button. */
	press(page: Page): Promise<void>;
	/** A key that sends. */
	sendKey: string;
	/** A key for a new line. */
	newLine: string;
	operation: Draft['operation'];
	target: Draft['target'];
	/** Places that share an editor need not repeat what is the editor's. */
	everyEdit?: boolean;
}

const edits = [
	{name: 'a word', text: 'Great guaranteed finance today', span: 'guaranteed', by: 'flexible'},
	{name: 'at an empty line', text: 'One\n\nthree', span: '\n\n', by: '\ntwo\n'},
	{name: 'the first word', text: 'Guaranteed finance', span: 'Guaranteed', by: 'Flexible'},
	{name: 'the last word', text: 'Finance guaranteed', span: 'guaranteed', by: 'subject to status'},
	{name: 'across a line', text: 'Zero\nrisk\nhere', span: 'Zero\nrisk', by: 'Low'},
	{name: 'a line by two', text: 'Call now\nor never', span: 'now', by: 'us\nor write'},
	{name: 'beside emoji', text: 'Fast 🚗💨 cash', span: '💨 cash', by: '✅ quote'},
	{name: 'in right-to-left', text: 'مرحبا بكم في ليدز', span: 'بكم', by: 'أهلا'},
	{name: 'by nothing', text: 'Really very cheap', span: ' very', by: ''},
	{name: 'everything', text: 'Act now', span: 'Act now', by: 'Take your time'},
	{name: 'everything by nothing', text: 'Act now', span: 'Act now', by: ''},
] as const;

export function siteBehaviours(places: readonly Place[]) {
	let stage: Stage;
	beforeAll(async () => {
		stage = await openStage();
	});
	afterAll(() => stage.close());
	describe.each(places)('$name', place => {
		let tab: Guarded;
		beforeEach(async () => {
			await tab?.page.close();
			tab = await enter(stage, place);
		});
		sending(place, () => ({stage, tab}));
		reading(place, () => ({stage, tab}));
		writing(place, () => ({stage, tab}));
	});
}

type Now = () => {stage: Stage; tab: Guarded};

async function enter(stage: Stage, place: Place): Promise<Guarded> {
	await stage.control('POST /reset');
	const tab = await stage.open(place.url);
	await tab.guard((end, account) => {
		end.accounts(account!);
		end.answerWith('go');
	}, place.account);
	await place.enter(tab.page);
	return tab;
}

function sending(place: Place, now: Now) {
	const texts = Object.entries(TEXTS).slice(0, place.everyEdit ? undefined : 3);
	test.each(texts)('%s: composer, request and publication are one draft', async (_, text) => {
		const {tab, stage} = now();
		await type(tab.page, text, place);
		const draft = await tab.guard(end => end.draft());
		await place.press(tab.page);
		await until(async () => (await stage.published()).length > 0);
		const outgoing = await asked(tab);
		const {account, operation, target} = place;
		expect(draft).toEqual(outgoing.draft);
		expect(draft).toMatchObject({text, account, operation, target, unknown: []});
		expect(digestOf(draft)).toBe(digestOf(outgoing.draft!));
		expect(await stage.published()).toMatchObject([{text, actor: account}]);
	});

	test('the answer is reported with the id that was published', async () => {
		const {tab, stage} = now();
		await type(tab.page, TEXTS.plain, place);
		await place.press(tab.page);
		await until(() => tab.guard(end => end.heard.some(message => message.type === 'answered')));
		const outcome = await tab.guard(end => end.outcomes()[0]);
		const [published] = await stage.published();
		expect(outcome).toMatchObject({siteId: published!.id});
	});

	test('a refusal keeps the draft or gives it back, and publishes nothing', async () => {
		const {tab, stage} = now();
		await tab.guard(end => end.answerWith('refuse'));
		await type(tab.page, TEXTS.plain, place);
		await place.press(tab.page);
		await until(() => tab.guard(end => end.heard.length > 0));
		await until(async () => (await tab.page.content()).includes(TEXTS.plain) || (await hasToast(tab.page)));
		expect(await stage.published()).toEqual([]);
	});
}

/** Facebook closes its dialog and offers the draft again. */
const hasToast = (page: Page) => page.locator('[role=alert]').first().isVisible();

function reading(place: Place, now: Now) {
	test.each(['press', 'sendKey'] as const)('%s is seen before the site acts', async gesture => {
		const {tab} = now();
		await type(tab.page, TEXTS.plain, place);
		await tab.guard(end => end.stopGestures());
		if (gesture === 'press') await place.press(tab.page);
		else await tab.page.keyboard.press(place.sendKey);
		const stopped = await tab.guard(end => end.stopped);
		expect(stopped.length).toBeGreaterThan(0);
		expect(await tab.guard(end => end.heard.length)).toBe(0);
		expect(await tab.guard(end => end.composers()[0]!.text)).toBe(TEXTS.plain);
	});

	test('typing, a new line and moving the caret send nothing', async () => {
		const {tab} = now();
		await tab.guard(end => end.stopGestures());
		await type(tab.page, TEXTS['empty lines'], place);
		await tab.page.keyboard.press('Home');
		await tab.page.keyboard.press('Backspace');
		expect(await tab.guard(end => end.stopped)).toEqual([]);
	});

	test('ranges cover exactly the words of a span', async () => {
		const {tab} = now();
		const text = 'One two\nthree 🚗 four';
		await type(tab.page, text, place);
		const found = await tab.guard((end, [from, to]) => end.words(from, to), [
			text.indexOf('two'),
			text.indexOf(' four'),
		] as [number, number]);
		expect(found.join('')).toBe('twothree 🚗');
	});

	test('the self-test of the page has nothing to say', async () => {
		const {tab} = now();
		await type(tab.page, TEXTS.emoji, place);
		const parts = await tab.guard(end => end.site.selfTest());
		expect(Object.values(parts)).toContain(true);
		expect(Object.values(parts)).not.toContain(false);
	});
}

function writing(place: Place, now: Now) {
	const chosen = place.everyEdit ? edits : edits.slice(0, 2);
	test.each(chosen)('replaces $name, and undo brings it back', async ({text, span, by}) => {
		const {tab, stage} = now();
		await type(tab.page, text, place);
		const start = text.indexOf(span);
		const replaced = await tab.guard((end, [from, to, words]) => end.composer().replace(from, to, words), [
			start,
			start + span.length,
			by,
		] as [number, number, string]);
		expect(await tab.guard(end => end.draft().text)).toBe(text.replace(span, by));
		expect(replaced).toBe(true);
		await tab.page.keyboard.press('ControlOrMeta+z');
		await until(async () => (await tab.guard(end => end.draft().text)) === text);
		await tab.page.keyboard.press('ControlOrMeta+End');
		await tab.page.keyboard.type('!');
		await place.press(tab.page);
		await until(async () => (await stage.published()).length > 0);
		expect(await stage.published()).toMatchObject([{text: `${text}!`}]);
	});
}

async function type(page: Page, text: string, {newLine}: Place) {
	for (const [i, line] of text.split('\n').entries()) {
		if (i > 0) await page.keyboard.press(newLine);
		if (line) await page.keyboard.insertText(line);
	}
}

async function asked(tab: Guarded) {
	const heard = await tab.guard(end => end.heard);
	const ask = heard.find(message => message.type === 'ask');
	if (ask?.type !== 'ask') throw new Error('nothing was asked');
	return ask.outgoing;
}
