/** A stop order on its way to everybody: 50 enrolled Node devices on the hub's live line, and two real browsers. */

import type {Connected} from '#hub/client.ts';
import {listen} from '#lib/desk/live.ts';
import {priya, tom} from '../stage/cast.ts';
import {hire} from '../stage/queue.ts';
import type {Seat} from '../stage/seat.ts';
import type {Stage} from '../stage/stage.ts';
import {x} from '../story/sites.ts';
import {line, spreadOf} from './spread.ts';

export async function stopFigures(
	stage: Stage,
	{rounds, clients}: {rounds: number; clients: number},
): Promise<string[]> {
	const pages = [];
	for (const person of [priya, tom]) pages.push(await composer(await stage.enrol(person)));
	const devices: Connected[] = [];
	for (let n = 0; n < clients; n++) devices.push(await hire(stage, `Person ${n}`));
	const line50 = devices.map(online);
	await Promise.all(line50.map(({ready}) => ready));
	const taken: number[] = [];
	for (let round = 0; round < rounds; round++) taken.push(...(await order(stage, line50, pages, round)));
	for (const {close} of line50) close();
	return [line(`stop order to ${clients} live devices and ${pages.length} browsers`, spreadOf(taken))];
}

async function composer(seat: Seat) {
	const {page, screen} = await seat.visit(x.home);
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
	return screen;
}

type Online = ReturnType<typeof online>;

/** As a browser's background: hears the event, and asks at once what has changed. */
function online({client}: Connected) {
	const controller = new AbortController();
	let heard = (_reason: string) => {};
	const ready = Promise.withResolvers<void>();
	const ask = async () => {
		for (const {reason} of (await client.call('me')).stops ?? []) heard(reason);
	};
	const listener = {
		event: ({type}: {type: string}) => {
			if (type === 'hello') ready.resolve();
			if (type === 'stop') void ask();
		},
		pulse: () => {},
	};
	void listen(client, listener, controller.signal);
	return {
		ready: ready.promise,
		close: () => controller.abort(),
		/** Resolves when this order is known here. */
		knows: (reason: string) =>
			new Promise<number>(resolve => {
				heard = known => known === reason && resolve(performance.now());
			}),
	};
}

/** Milliseconds until each of them shows it. */
async function order(
	stage: Stage,
	devices: Online[],
	pages: Awaited<ReturnType<typeof composer>>[],
	round: number,
) {
	const reason = `National mourning ${round}`;
	const known = devices.map(({knows}) => knows(reason));
	const shown = pages.map(screen =>
		screen.find({name: new RegExp(`Posting is stopped .*${reason}"$`)}).then(() => performance.now()),
	);
	const given = performance.now();
	const {id} = await stage.admin.call('stop', {
		...{location: 'group', account: null, reason},
		until: Date.now() + 3_600_000,
	});
	const at = await Promise.all([...known, ...shown]);
	await stage.admin.call('endStop', undefined, {id});
	await Promise.all(pages.map(screen => screen.find({name: /^Guarded/})));
	return at.map(each => each - given);
}
