import type {FastifyInstance} from 'fastify';
import {ArchiveError} from '#lib/core/archive/archive-error.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {type Delivered, type Delivery, delivererOf} from '../archive/deliver-record.ts';
import {HubArchiveError} from '../archive/hub-archive-error.ts';
import type {Deps} from '../deps.ts';
import type {DeviceCaller} from '../http/authenticate.ts';
import {define} from '../http/define.ts';
import {Refused} from '../refused.ts';
import {recordOptions} from '../review/hear-record.ts';
import {refuseAhead} from './refuse-ahead.ts';

/** What devices captured goes into the archive; receipts come back. */
export function recordRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	const deliver = delivererOf(recordOptions(deps));

	async function take({device}: Record<string, string>, caller: DeviceCaller, delivery: Delivery) {
		if (device !== caller.device)
			throw new Refused(403, 'not-yours', 'A device delivers its own records only.');
		const {person, key} = caller;
		return receiptsOf(await deliver({id: caller.device, person, key}, delivery).catch(refuse));
	}

	define(app, 'putRecord', async ({params, body: {record, from}, caller}) => {
		const n = Number(params.n);
		if (!Number.isSafeInteger(n) || n < 1)
			throw new Refused(400, 'malformed', 'Records are numbered from 1.');
		return (await take(params, caller, {n, records: [record], from}))[0]!;
	});

	define(app, 'putRecords', async ({params, body, caller}) => {
		const receipts = await take(params, caller, body);
		const {checkpoint, consistency} = receipts[0]!;
		return {checkpoint, consistency, receipts};
	});

	define(app, 'myRecords', async ({caller}) => {
		const rows = await store.db
			.selectFrom('archive_entries')
			.select(['name', 'received_at', 'type', 'leaf'])
			.where('by_person', '=', caller.person)
			.orderBy('seq', 'desc')
			.limit(200)
			.execute();
		return rows.map(({name, received_at, type, leaf}) => ({
			name,
			at: received_at,
			kind: type,
			summary: summaryOf(JSON.parse(leaf) as Leaf),
		}));
	});
}

function receiptsOf(delivered: Delivered) {
	if (delivered.outcome === 'receipts') return delivered.receipts;
	if (delivered.outcome === 'fork')
		throw new Refused(409, 'fork', 'Another record has this number. The incident was recorded.');
	const missing = delivered.missing.map(({from, to}) => (from === to ? `${from}` : `${from} to ${to}`));
	// It is kept here, but only a receipt lets the device forget it
	throw new Refused(425, 'records-missing', `Records are missing before this one: ${missing.join(', ')}.`);
}

function refuse(error: unknown): never {
	if (error instanceof ArchiveError) throw new Refused(400, error.code, error.message);
	if (error instanceof HubArchiveError && error.code === 'too-large')
		throw new Refused(413, 'too-large', error.message);
	if (error instanceof HubArchiveError && error.code === 'busy')
		throw new Refused(503, 'busy', 'The hub has much to do. Your records wait here and are sent again.');
	return refuseAhead(error);
}

/** What the public leaf says, without the content. */
function summaryOf({site, account, hold}: Leaf): string {
	const place = site ? `${site} ${account ?? ''}`.trim() : '';
	const state = hold ? `hold ${hold.id}, ${hold.state ?? ''}` : '';
	return [place, state].filter(Boolean).join(' · ');
}
