/** The main job, told by two people in real browsers: walkthroughs (a) and (b) of the product, shortened. */
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {priya, tom} from '../stage/cast.ts';

import type {Stage} from '../stage/stage.ts';
import {exportAndVerify, receiptsOf} from './evidence.ts';
import {offerOnX} from './offer-on-x.ts';
import type {People} from './people.ts';
import {replyOnFacebook} from './reply-on-facebook.ts';
import {type StepTeller, storyTeller} from './tell.ts';

export interface StoryOptions {
	stage: Stage;
	/** Folder for `story.json`, the screenshots and the export. */
	out: string;
	say: (line: string) => void;
}

/** True when every step was ok and the archive verified. The stage is left open. */
export async function tellStory({stage, out, say}: StoryOptions): Promise<boolean> {
	rmSync(out, {recursive: true, force: true});
	const teller = storyTeller(out, say);
	const result = {records: 0, receipts: 0, verified: false};
	try {
		const people = await enrolBoth(stage, teller.step);
		await offerOnX(stage, people, teller.step);
		await replyOnFacebook(stage, people, teller.step);
		Object.assign(result, await evidence(stage, people, out, teller.step));
	} catch (error) {
		say(String((error as Error).stack ?? error));
		await photographAll(stage, out, say);
	}
	const ok = teller.write(result);
	say(`${join(out, 'story.json')}: ok ${ok}`);
	return ok;
}

/** What was on the screens when the story broke off. */
async function photographAll({seats}: Stage, out: string, say: (line: string) => void): Promise<void> {
	for (const {name, context} of seats)
		for (const [i, page] of context.pages().entries()) {
			const path = join(out, 'screenshots', `failed-${name.split(' ')[0]}-${i}.png`);
			await page.screenshot({path});
			say(`    ${path}  ${page.url()}`);
		}
}

async function enrolBoth(stage: Stage, step: StepTeller): Promise<People> {
	let people: People | undefined;
	await step('Priya and Tom enrol their browsers', async () => {
		people = {author: await stage.enrol(priya), reviewer: await stage.enrol(tom)};
		return people.author.open('options');
	});
	return people!;
}

async function evidence(stage: Stage, {author}: People, out: string, step: StepTeller) {
	let [receipts, records] = [0, 0];
	await step('Every record of Priya’s browser has its receipt', async () => {
		const options = await author.open('options');
		receipts = await receiptsOf(options);
		return options;
	});
	await step('The export verifies offline; one changed byte is named', async () => {
		records = exportAndVerify(stage.data, join(out, 'export'));
		return undefined;
	});
	return {records, receipts, verified: true};
}
