import type {OwnRecord} from '#lib/messaging/own-record.ts';
import type {Ports} from './ports.ts';

const shown = 200;

/** "What my employer can see": the exact bytes that this browser sent, or will send. */
export async function ownRecords(ports: Ports): Promise<OwnRecord[]> {
	const rows = await ports.stores.records(shown);
	return rows.map(({n, at, kind, summary, json, receipt, problem}) => ({
		n,
		at,
		kind,
		summary: problem ? `${summary} (set aside: ${problem})` : summary,
		json,
		receipt: receipt && {name: receipt.name, index: receipt.index},
	}));
}
