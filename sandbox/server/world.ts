import {randomBytes} from 'node:crypto';
import type {Published} from '../shared/published.ts';
import {CALM, type Weather} from '../shared/weather.ts';
import {type Clock, createClock} from './clock.ts';
import {createFacebook, type FacebookState} from './facebook/state.ts';
import {createLedger, type Ledger, type Rejected} from './ledger.ts';
import {createLive, type Live} from './live.ts';
import {createX, type XState} from './x/state.ts';

/** One page load: its own key, tokens and operation ids, as the real sites hand out. */
export interface Load {
	id: string;
	site: 'x' | 'facebook';
	key: string;
	/** Operation name to its id for this load. */
	ids: Record<string, string>;
	usedNonces: Set<string>;
}

/** Everything the sandbox knows. The server is the truth; pages only show it. */
export interface World {
	weather: Weather;
	clock: Clock;
	ledger: Ledger;
	live: Live;
	loads: Map<string, Load>;
	x: XState;
	facebook: FacebookState;
	/** Publishing requests counted since `fail` was set. */
	failCount: number;
	requests: number;
}

export function createWorld(): World {
	const clock = createClock();
	return {
		weather: CALM,
		clock,
		ledger: createLedger(),
		live: createLive(),
		loads: new Map(),
		x: createX(clock.now()),
		facebook: createFacebook(clock.now()),
		failCount: 0,
		requests: 0,
	};
}

/** Back to the seed. Open pages keep working: their loads and sockets stay. */
export function resetWorld(world: World): void {
	const {live, loads} = world;
	Object.assign(world, createWorld(), {live, loads});
}

export function openLoad(
	world: World,
	site: 'x' | 'facebook',
	operations: string[],
	idOf: () => string,
): Load {
	const load: Load = {
		id: randomBytes(8).toString('hex'),
		site,
		key: randomBytes(24).toString('hex'),
		ids: Object.fromEntries(operations.map(name => [name, idOf()])),
		usedNonces: new Set(),
	};
	world.loads.set(load.id, load);
	return load;
}

/** Adds to the ground truth. Only handlers that really published may call this. */
export function publish(
	world: World,
	record: Omit<Published, 'media' | 'alt' | 'poll' | 'target' | 'audience' | 'receivedAt' | 'publishedAt'> &
		Partial<Published>,
): Published {
	const now = world.clock.now();
	const full: Published = {
		media: [],
		alt: [],
		poll: null,
		target: null,
		audience: null,
		receivedAt: now,
		publishedAt: now,
		...record,
	};
	world.ledger.published.push(full);
	return full;
}

export function reject(world: World, rejected: Omit<Rejected, 'time'>): void {
	world.ledger.rejected.push({time: world.clock.now(), ...rejected});
}

/** Whether the weather wants this publishing request to fail, and how. Counts it. */
export function failureFor(
	world: World,
	operation: string,
): NonNullable<Weather['fail']>['kind'] | undefined {
	const {fail} = world.weather;
	if (!fail || (fail.op && fail.op !== operation)) return undefined;
	world.failCount += 1;
	return fail.nth === 0 || fail.nth === world.failCount ? fail.kind : undefined;
}
