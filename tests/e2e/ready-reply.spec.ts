/** A ready-approved reply goes out at once, by keyboard, and with both persons on record; changed, it waits. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Connected, enrol} from '#hub/client.ts';
import {approveReply, personOf, writeReply} from '#hub/ready/ready.fixture.ts';
import {dayOf, dayWords} from '#lib/core/ready/days.ts';
import type {Seat} from '../../scripts/stage/seat.ts';
import type {Stage} from '../../scripts/stage/stage.ts';
import {exportAndVerify} from '../../scripts/story/evidence.ts';
import {facebook} from '../../scripts/story/sites.ts';
import {expect, test} from './on-stage.ts';
import {dev, fill, picture, waiting, words} from './ready-replies.ts';

/** Nora writes, Ravi approves, both by a key of their own; then they go home. Nobody else's tests know a person of that name. */
async function signedBefore(stage: Stage): Promise<{nora: Connected; ravi: Connected}> {
	const hire = async (name: string) => {
		const roles = [{role: 'reviewer', location: 'group/north'}] as const;
		const {url} = await stage.admin.call('invite', {person: {name}, roles: [...roles]});
		return enrol({url: stage.hubUrl()}, url, name);
	};
	const [nora, ravi] = [await hire('Nora Lind'), await hire('Ravi Shah')];
	await approveReply(ravi, await writeReply(nora, waiting(), Date.now()), Date.now());
	return {nora, ravi};
}

let signers: Awaited<ReturnType<typeof signedBefore>>;
let seat: Seat;
test.beforeAll(async ({stage}) => {
	signers = await signedBefore(stage);
	seat = await stage.enrol(dev);
});

test('by keyboard, within 15 s of opening the box; changed, it waits; both persons are on record', async ({
	stage,
}) => {
	const {nora, ravi} = signers;
	const {page, screen} = await seat.visit(facebook.home);
	const box = facebook.commentBox(page, 'This is not good enough');

	const opened = performance.now();
	await box.click();
	await screen.find({role: 'button', name: 'Ready replies'});
	await fill(page, screen, 'Jonah and you get £500 back');
	await page.keyboard.press('Enter');
	await screen.find({name: /A name cannot contain a sentence/});
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('Jonah');
	await picture(page, 'facebook-ready-replies');
	await page.keyboard.press('Enter');
	await screen.find({name: 'Ready-approved reply R-SRV-01 v1 · goes out without waiting'});
	await picture(page, 'facebook-ready-chosen');
	await page.keyboard.press('Enter');
	await screen.find({
		name: /^Posted and archived · receipt .* · ready-approved reply R-SRV-01 v1 · \d+ s after you opened it$/,
	});
	const seconds = (performance.now() - opened) / 1000;
	expect(seconds).toBeLessThan(15);
	test.info().annotations.push({type: 'seconds', description: seconds.toFixed(1)});
	await picture(page, 'facebook-ready-posted');

	const offset = -new Date().getTimezoneOffset();
	const tomorrow = dayWords(dayOf({now: Date.now(), offset}) + 1);
	const published = await stage.site.published('facebook');
	expect(published.map(({text}) => text)).toEqual([words('Jonah', tomorrow, 'Dev')]);

	// Another word than was signed is a comment like any other: it waits for somebody.
	await box.click();
	await fill(page, screen, 'Jonah');
	await page.keyboard.press('Enter');
	await screen.find({name: /^Ready-approved reply/});
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.type(' x');
	await screen.find({name: 'Changing this wording needs a second person. The blanks are yours.'});
	await picture(page, 'facebook-ready-changed');
	await page.keyboard.press('Enter');
	await screen.find({role: 'button', name: 'Send for approval'});
	expect(await stage.site.published('facebook')).toHaveLength(1);

	const bundle = test.info().outputPath('export');
	exportAndVerify(stage.data, bundle);
	const entries = readdirSync(join(bundle, 'records')).map(name =>
		readFileSync(join(bundle, 'records', name), 'utf8'),
	);
	// Of this reply: other files' posts are in the same archive.
	const releasing = entries.filter(
		entry => entry.includes('interaction.releasing') && entry.includes(tomorrow),
	);
	expect(releasing).toHaveLength(1);
	for (const said of ['R-SRV-01', personOf(nora), personOf(ravi)]) expect(releasing[0]).toContain(said);
	expect(await ravi.client.call('holds', undefined, {view: 'queue'})).toEqual([]);
	const [promise] = await ravi.client.call('reminders');
	expect(promise).toMatchObject({words: tomorrow, person: {name: 'Dev Patel'}});
	await page.close();
});
