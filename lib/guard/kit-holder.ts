import {singleFlight} from '#lib/core/single-flight.ts';
import type {Kit} from './kit.ts';

/** The kit of this frame, once it is here. */
export interface KitHolder {
	get(): Kit | undefined;
	/** Brings it first, if need be; false when it cannot be brought. */
	with(use: (kit: Kit) => void): Promise<boolean>;
}

/** `ready`: what the kit needs to know before anything is asked of it. */
export function holdKit(bring: () => Promise<Kit>, ready: () => Promise<unknown>): KitHolder {
	let kit: Kit | undefined;
	const equip = singleFlight(async () => {
		try {
			kit ??= await bring();
		} catch {
			// Without it everything here is held, and the notice says so.
		}
	});
	return {
		get: () => kit,
		async with(use) {
			if (!kit) await Promise.all([equip(), ready()]);
			if (kit) use(kit);
			return kit !== undefined;
		},
	};
}
