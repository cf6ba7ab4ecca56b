import type {Ports} from './ports.ts';
import type {Session} from './session.ts';
import {syncOutbox, syncPolicy} from './sync.ts';
import {heartbeat} from './witness.ts';

/** The hub said that there are other rules: fetched, put in force, and the hub told that they are here. */
export async function takeRules(ports: Ports, session: Session): Promise<void> {
	await syncPolicy(ports, session);
	if (await heartbeat(ports, session.enrolled)) await syncOutbox(ports, session);
}
