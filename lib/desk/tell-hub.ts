import {HubError} from '#lib/api/client.ts';
import type {Ports} from './ports.ts';
import type {Session} from './session.ts';

/** Tells the hub what became of its releases, until it has heard. */
export async function tellHub(ports: Ports, session: Session): Promise<void> {
	const rows = (await ports.stores.unsettledReleases()).filter(({tell}) => tell !== null);
	for (const row of rows) {
		try {
			await session.hub.call('command', row.tell!, {id: row.hold!});
		} catch (error) {
			if (!(error instanceof HubError) || error.status === 0 || error.status >= 500) throw error;
			// The hub has heard otherwise, or closed it: the record in the archive says what this browser saw.
			ports.around.report(`the hub did not take the outcome of hold ${row.hold}`, error);
		}
		await ports.stores.told(row);
	}
}
