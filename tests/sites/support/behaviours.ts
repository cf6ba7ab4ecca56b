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
}

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
			await stage.control('POST /reset');
			tab = await stage.open(place.url);
			await tab.guard((end, account) => {
				end.accounts(account!);
				end.answerWith('go');
			}, place.account);
			await place.enter(tab.page);
		});

		test.each(Object.entries(TEXTS))(
			'%s: composer, request and publication are one draft',
			async (_, text) => {
				await type(tab.page, text, place);
				const draft = await tab.guard(end => end.draft());
				await place.press(tab.page);
				await until(async () => (await stage.published()).length > 0);
				const outgoing = await asked(tab);
				expect(draft).toEqual({...outgoing.draft});
				expect(draft).toMatchObject({
					text,
					account: place.account,
					operation: place.operation,
					target: place.target,
				});
				expect(digestOf(draft)).toBe(digestOf(outgoing.draft!));
				expect(await stage.published()).toMatchObject([{text, actor: place.account}]);
			},
		);

		test('the answer is reported with the id that was published', async () => {
			await type(tab.page, TEXTS.plain, place);
			await place.press(tab.page);
			await until(() => tab.guard(end => end.heard.some(message => message.type === 'answered')));
			const answered = await tab.guard(end => end.heard.find(message => message.type === 'answered'));
			const [published] = await stage.published();
			expect(answered).toMatchObject({status: 200});
			expect((answered as {body: string}).body).toContain(published!.id);
		});

		test.each(['press', 'sendKey'] as const)('%s is seen before the site acts', async gesture => {
			await type(tab.page, TEXTS.plain, place);
			await tab.guard(end => end.stopGestures());
			if (gesture === 'press') await place.press(tab.page);
			else await tab.page.keyboard.press(place.sendKey);
			const stopped = await tab.guard(end => end.stopped);
			expect(stopped.length).toBeGreaterThan(0);
			expect(await tab.guard(end => end.heard.length)).toBe(0);
			expect(await tab.guard(end => end.draft().text)).toBe(TEXTS.plain);
		});

		test('typing, a new line and moving the caret send nothing', async () => {
			await tab.guard(end => end.stopGestures());
			await type(tab.page, TEXTS['empty lines'], place);
			await tab.page.keyboard.press('Home');
			await tab.page.keyboard.press('Backspace');
			expect(await tab.guard(end => end.stopped)).toEqual([]);
		});

		test.each([
			{name: 'a word', text: 'Great guaranteed finance today', span: 'guaranteed', with: 'flexible'},
			{name: 'the first word', text: 'Guaranteed finance', span: 'Guaranteed', with: 'Flexible'},
			{name: 'the last word', text: 'Finance guaranteed', span: 'guaranteed', with: 'subject to status'},
			{name: 'across a line', text: 'Zero\nrisk\nhere', span: 'Zero\nrisk', with: 'Low'},
			{name: 'a line by two', text: 'Call now\nor never', span: 'now', with: 'us\nor write'},
			{name: 'beside emoji', text: 'Fast 🚗💨 cash', span: '💨 cash', with: '✅ quote'},
			{name: 'in right-to-left', text: 'مرحبا بكم في ليدز', span: 'بكم', with: 'أهلا'},
			{name: 'by nothing', text: 'Really very cheap', span: ' very', with: ''},
			{name: 'at an empty line', text: 'One\n\nthree', span: '\n\n', with: '\ntwo\n'},
		])('replaces $name, and undo brings it back', async ({text, span, with: words}) => {
			await type(tab.page, text, place);
			const start = text.indexOf(span);
			const replaced = await tab.guard((end, [from, to, words]) => end.composer().replace(from, to, words), [
				start,
				start + span.length,
				words,
			] as const as [number, number, string]);
			expect(await tab.guard(end => end.draft().text)).toBe(text.replace(span, words));
			expect(replaced).toBe(true);
			await tab.page.keyboard.press('ControlOrMeta+z');
			await until(async () => (await tab.guard(end => end.draft().text)) === text);
			await tab.page.keyboard.press('ControlOrMeta+End');
			await tab.page.keyboard.type('!');
			await place.press(tab.page);
			await until(async () => (await stage.published()).length > 0);
			expect(await stage.published()).toMatchObject([{text: `${text}!`}]);
		});

		test('ranges cover exactly the words of a span', async () => {
			const text = 'One two\nthree 🚗 four';
			await type(tab.page, text, place);
			const found = await tab.guard((end, text) => {
				const from = text!.indexOf('two');
				const to = text!.indexOf(' four');
				const textOf = (range: StaticRange) =>
					range.startContainer.textContent!.slice(range.startOffset, range.endOffset);
				return end.composer().ranges(from, to).map(textOf).join('|');
			}, text);
			expect(found.replaceAll('|', '')).toBe('twothree 🚗');
		});

		test('the self-test of the page has nothing to say', async () => {
			await type(tab.page, TEXTS.emoji, place);
			const parts = await tab.guard(end => end.site.selfTest());
			expect(Object.values(parts)).not.toContain(false);
		});
	});
}

async function type(page: Page, text: string, {newLine}: Place) {
	const lines = text.split('\n');
	for (const [i, line] of lines.entries()) {
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
