import type {HubClient} from '#lib/api/client.ts';
import type {Enrolled, Ports} from './ports.ts';

/** An enrolled browser and its way to the hub. */
export interface Session {
	enrolled: Enrolled;
	hub: HubClient;
}

/** Nothing of this is kept between events: the background can die at any moment. */
export async function sessionOf(ports: Ports): Promise<Session | undefined> {
	const enrolled = await ports.stores.get('enrolled');
	if (!enrolled) return;
	// Proofs carry the hub's time: a machine whose clock is wrong is still believed.
	const clockOffset = (await ports.stores.get('clockOffset')) ?? 0;
	const {device, key, hubUrl} = enrolled;
	return {enrolled, hub: ports.hub(hubUrl, {device, key, clockOffset})};
}

/** Milliseconds since 1970 by the hub's clock, as far as this browser knows it. */
export async function hubNow(ports: Ports): Promise<number> {
	return ports.now() + ((await ports.stores.get('clockOffset')) ?? 0);
}
