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

/** A store that cannot write closes the gate; it opens again with the first write that works. */
export async function probeStore({stores, around}: Ports, health: Health): Promise<void> {
	const wasBroken = health.broken;
	try {
		await stores.probe();
		health.broken = false;
	} catch (error) {
		health.broken = true;
		around.report('nothing can be recorded', error);
	}
	if (wasBroken !== health.broken) around.broadcast('state:changed', {what: 'outbox'});
}
