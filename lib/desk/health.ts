/** How this run of the background is doing. Kept in memory: the next run finds out for itself. */
import type {Ports} from './ports.ts';

export interface Health {
	hub: 'online' | 'offline';
	/** The last write failed: nothing may go out. */
	broken: boolean;
}

export function setHub({around}: Ports, health: Health, hub: Health['hub']): void {
	if (hub === health.hub) return;
	health.hub = hub;
	around.broadcast('state:changed', {what: 'hub'});
}

/** Shares of the storage in use: from the first on a person is warned, from the second on nothing may go out. */
const [warnFrom, closeFrom] = [0.7, 0.9];

/**
 * A store that cannot write closes the gate, and so does one that is nearly full: it opens again with the first write that
 * works and the room for it.
 */
export async function probeStore(ports: Ports, health: Health): Promise<void> {
	const {stores, around} = ports;
	const wasBroken = health.broken;
	try {
		// A write that a full disk cuts off can cost the whole store (ADR 253): without room there is none
		const isRoom = await hasRoomOrSays(ports);
		if (isRoom) await stores.probe();
		health.broken = !isRoom;
	} catch (error) {
		health.broken = true;
		around.report('nothing can be recorded', error);
	}
	if (wasBroken !== health.broken) around.broadcast('state:changed', {what: 'outbox'});
}

/** Is there room for a post and its records? Whoever does not know how much there is goes on. */
export async function hasRoom(ports: Ports): Promise<boolean> {
	return (await shareOf(ports)) < closeFrom;
}

async function shareOf({storageUsed}: Ports): Promise<number> {
	return (await storageUsed().catch(() => null)) ?? 0;
}

/** The same, said to the person when it gets close. */
async function hasRoomOrSays(ports: Ports): Promise<boolean> {
	const used = await shareOf(ports);
	if (used < warnFrom) return true;
	const percent = Math.floor(used * 100);
	ports.around.notify(
		used < closeFrom
			? {
					id: 'storage',
					title: 'This browser’s storage fills up',
					message: `${percent} % is in use. Records wait here until the archive has them. Make room, or tell your admin.`,
				}
			: {
					id: 'storage',
					title: 'Posting is paused: no room for records',
					message: `${percent} % of this browser’s storage is in use. Your draft stays. Make room, or tell your admin.`,
				},
	);
	return used < closeFrom;
}
