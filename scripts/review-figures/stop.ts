/** A stop order on its way to everybody: simulated browsers on the hub's live line, and two real ones, awake and asleep. */
import type {Connected} from '#hub/client.ts';
import {listen} from '#lib/desk/live.ts';
import {endBackground} from '../stage/background.ts';
import {priya, tom} from '../stage/cast.ts';
import {hire} from '../stage/queue.ts';
import type {Screen} from '../stage/screen.ts';
import type {Seat} from '../stage/seat.ts';
import type {Stage} from '../stage/stage.ts';
import {x} from '../story/sites.ts';
import {line, spreadOf} from './spread.ts';

/** Milliseconds of the simulated ones, and of the real ones by how their backgrounds were. */
type Taken = Record<'simulated' | 'awake' | 'asleep', number[]>;

export async function stopFigures(
	stage: Stage,
	{rounds, clients}: {rounds: number; clients: number},
): Promise<string[]> {
	const seats = [await stage.enrol(priya), await stage.enrol(tom)];
	const screens = await Promise.all(seats.map(composer));
	const devices: Online[] = [];
	for (let n = 0; n < clients; n++) devices.push(online(await hire(stage, `Person ${n}`)));
	await Promise.all(devices.map(({ready}) => ready));
	const taken: Taken = {simulated: [], awake: [], asleep: []};
	for (let round = 0; round < rounds; round++) {
		const how = round % 2 === 0 ? 'awake' : 'asleep';
		if (how === 'asleep') await Promise.all(seats.map(({context}) => endBackground(context.pages()[0]!)));
		const {known, shown} = await order(stage, devices, screens, round);
		taken.simulated.push(...known);
		taken[how].push(...shown);
	}
	for (const {close} of devices) close();
	const {simulated, awake, asleep} = taken;
	return [
		line(
			`stop order to ${clients} simulated and 2 real browsers`,
			spreadOf([simulated, awake, asleep].flat()),
		),
		line('of these, to the line beside Post in the real ones', spreadOf(awake)),
		line('the same, their backgrounds ended just before', spreadOf(asleep)),
	];
}

async function composer(seat: Seat): Promise<Screen> {
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

/** Milliseconds until each of them has it, from before the admin's press reaches the hub. */
async function order(stage: Stage, devices: Online[], screens: Screen[], round: number) {
	const reason = `National mourning ${round}`;
	const stopped = new RegExp(`Posting is stopped .*${reason}"$`);
	const known = devices.map(({knows}) => knows(reason));
	const shown = screens.map(screen => screen.find({name: stopped}).then(() => performance.now()));
	const given = performance.now();
	const {id} = await stage.admin.call('stop', {
		...{location: 'group', account: null, reason},
		until: Date.now() + 3_600_000,
	});
	const since = (at: number[]) => at.map(each => each - given);
	const taken = {known: since(await Promise.all(known)), shown: since(await Promise.all(shown))};
	await stage.admin.call('endStop', undefined, {id});
	await Promise.all(screens.map(screen => screen.find({name: /^Guarded/})));
	return taken;
}
