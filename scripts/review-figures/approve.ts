/** From the reviewer's Approve to "you can post" on the author's screen: both browsers here, the author's background awake or asleep. */
import {endBackground} from '../stage/background.ts';
import {priya, tom} from '../stage/cast.ts';
import type {Seat} from '../stage/seat.ts';
import type {Stage} from '../stage/stage.ts';
import {askForApproval} from '../story/people.ts';
import {write, x} from '../story/sites.ts';
import {line, spreadOf} from './spread.ts';

export async function approveFigures(stage: Stage, {rounds}: {rounds: number}): Promise<string[]> {
	const author = await stage.enrol(priya);
	const reviewer = await stage.enrol(tom);
	const taken: Record<'awake' | 'asleep', number[]> = {awake: [], asleep: []};
	const told = () =>
		(['awake', 'asleep'] as const).map(how =>
			line(`Approve to “Approved by Tom” on the author’s page, its background ${how}`, spreadOf(taken[how])),
		);
	// Taking turns, so that a busy moment of the machine hits both
	for (let round = 0; round < rounds; round++) {
		taken.awake.push(await once(author, reviewer, {round, isAsleep: false}));
		taken.asleep.push(await once(author, reviewer, {round, isAsleep: true}));
		if (round % 10 === 9) console.log(told().join('\n'));
	}
	return told();
}

async function once(
	author: Seat,
	reviewer: Seat,
	{round, isAsleep}: {round: number; isAsleep: boolean},
): Promise<number> {
	const {page, screen} = await author.visit(x.home);
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
	await write(page, offer(`${round}${isAsleep ? 'b' : 'a'}`));
	await x.post(page).click();
	await askForApproval(screen);
	const popup = await reviewer.popup();
	await popup.getByRole('button', {name: new RegExp(`number ${round}${isAsleep ? 'b' : 'a'},`)}).click();
	const button = popup.getByRole('button', {name: /^Approve/});
	await button.waitFor();
	if (isAsleep) await endBackground(page);
	const pressed = performance.now();
	const seen = screen.find({name: /^Approved by Tom/}).then(() => performance.now());
	await button.click();
	const ms = (await seen) - pressed;
	// Said rightly; and the next round finds no older approval to mistake for its own
	await x.post(page).click();
	await screen.find({name: /^Posted/});
	// Nobody reads as fast as this: it would be asked whether it means it
	await popup.evaluate(() => localStorage.removeItem('countersign:pace'));
	await Promise.all([popup.close(), page.close()]);
	return ms;
}

const offer = (n: string) =>
	`2023 Kestrel GT number ${n}, in stock at our Leeds site. Finance available, subject to status, 18+. Harwell & Stone Motors Ltd is a credit broker, not a lender. https://harwellstone.example/kestrel`;
