/** Everything the completeness check is told: out of the log, and out of what waits behind a hole of it. */
import type {
	Beat,
	CapturedFact,
	DeviceFacts,
	Facts,
	Period,
	RecordFact,
	WitnessedFact,
} from '#lib/core/archive/completeness/facts.ts';
import {usualCalendar} from '#lib/core/archive/completeness/facts.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {Sealed} from '../archive/seal.ts';
import {changeOf} from '../archive/search/index-entry.ts';
import {at, draftOf, textOf} from '../archive/search/read-content.ts';
import type {ItemRow} from '../archive/search/tables.ts';
import type {PendingRow} from '../archive/tables.ts';
import {listAccounts} from '../identity/accounts.ts';
import type {Reader} from '../store/schema.ts';
import type {LookDeps} from './auditor.ts';
import {beatOf, type LogFacts, logFacts} from './log-facts.ts';
import {siteExports} from './site-exports.ts';

export async function factsOf(deps: LookDeps, period: Period): Promise<Facts> {
	const {db} = deps.store;
	// First what waits: it may come into the log meanwhile, and is better told twice than not at all
	const waiting = await waitingRecords(deps);
	const items = await capturedRows(db);
	const log = await logFacts(
		deps,
		new Set(items.flatMap(({text_seq: seq}) => (seq === null ? [] : [Number(seq)]))),
	);
	return {
		period,
		now: deps.now(),
		accounts: await listAccounts(db),
		devices: await deviceFacts(db, log, waiting),
		captured: [...capturedFacts(items, log), ...capturedWaiting(waiting)],
		witnessed: await witnessedFacts(deps, waiting),
		damage: log.damage,
		exports: await siteExports(db),
		calendar: usualCalendar,
	};
}

/** A record that came, but not into the log: one before it is missing. */
interface Waiting {
	leaf: Leaf;
	content: unknown;
}

async function waitingRecords({store, archive}: LookDeps): Promise<Waiting[]> {
	const rows = await store.db
		.selectFrom('archive_pending')
		.selectAll()
		.orderBy('device')
		.orderBy('n')
		.execute();
	const waiting: Waiting[] = [];
	// Each may be a file of its own, and a hundred thousand may wait
	for (let done = 0; done < rows.length; done += 500)
		waiting.push(...(await Promise.all(rows.slice(done, done + 500).map(opened))).flat());
	return waiting;

	async function opened(row: PendingRow): Promise<Waiting[]> {
		const found = await archive.openSealed(JSON.parse(row.payload) as Sealed);
		if (!found) return [];
		const content: unknown = JSON.parse(found.plaintext.toString());
		return [{leaf: leafOf(row, content), content}];
	}
}

/** As much of a leaf as the index asks for. */
function leafOf(row: PendingRow, content: unknown): Leaf {
	const record = at(content, 'record');
	const body = at(record, 'body');
	const draft = at(body, 'draft');
	const siteId = textOf(at(body, 'siteId'));
	return {
		...{v: 1, org: '', seq: -1, name: `record ${row.n} of ${row.device.slice(0, 8)}`, hold: null, about: []},
		type: `record.${textOf(at(record, 'kind'))}`,
		at: Number(at(record, 'at')),
		receivedAt: row.received_at,
		by: row.person,
		device: {id: row.device, n: row.n, digest: row.digest, prev: ''},
		site: (textOf(at(body, 'site')) || textOf(at(draft, 'site')) || null) as Leaf['site'],
		account: textOf(at(body, 'account')) || textOf(at(draft, 'account')) || null,
		siteIds: siteId === '' ? [] : [siteId],
		policy: null,
		payload: {alg: 'A256GCM', ct: '', size: 0, commit: ''},
	};
}

async function deviceFacts(
	db: Reader,
	{records}: LogFacts,
	waiting: readonly Waiting[],
): Promise<DeviceFacts[]> {
	const devices = await db.selectFrom('devices').selectAll().orderBy('enrolled_at').execute();
	const late = Map.groupBy(waiting, ({leaf}) => leaf.device!.id);
	return devices.map(({id, person, label, enrolled_at, revoked_at}) => ({
		...{device: id, person, label: label || id.slice(0, 8), enrolledAt: enrolled_at, revokedAt: revoked_at},
		records: [...(records.get(id) ?? []), ...(late.get(id) ?? []).map(waitingFact)],
	}));
}

function waitingFact({leaf, content}: Waiting): RecordFact {
	const record = at(content, 'record');
	const fact = {n: leaf.device!.n, at: leaf.at};
	return at(record, 'kind') === 'heartbeat' ? {...fact, beat: beatOf(at(record, 'body') as Beat)} : fact;
}

/** Items that were let out, or that were seen going out. */
async function capturedRows(db: Reader): Promise<ItemRow[]> {
	return db
		.selectFrom('archive_items')
		.selectAll()
		.where('until', 'is', null)
		.where(eb => eb.or([eb('announced_at', 'is not', null), eb('outcome_at', 'is not', null)]))
		.execute();
}

function capturedFacts(rows: readonly ItemRow[], {texts}: LogFacts): CapturedFact[] {
	return rows.map(row => {
		const text = row.text_seq === null ? undefined : texts.get(Number(row.text_seq));
		return capturedOf(row, text ?? '');
	});
}

function capturedOf(row: ItemRow, text: string): CapturedFact {
	const isSent = row.state === 'sent' || row.state === 'unconfirmed';
	return {
		...{item: row.item, name: row.name, device: row.device ?? '', account: row.account, text},
		site: row.site as CapturedFact['site'],
		kind: row.kind as CapturedFact['kind'],
		announcedAt: row.announced_at,
		outcome: isSent ? 'sent' : row.state === 'failed' ? 'failed' : null,
		outcomeAt: row.outcome_at,
		siteId: row.site_id,
		target: row.target,
	};
}

/** The same reading as the index's, of records that are in no entry yet. */
function capturedWaiting(waiting: readonly Waiting[]): CapturedFact[] {
	const rows = new Map<string, {row: ItemRow; text: string}>();
	for (const {leaf, content} of waiting) {
		if (!leaf.type.startsWith('record.interaction.')) continue;
		const change = changeOf(leaf, content);
		if (!change?.next) continue;
		const before = rows.get(change.item);
		const row = {...change.next(before?.row), item: change.item, seq: -1, until: null};
		rows.set(change.item, {row, text: before?.text || textOf(at(draftOf(leaf, content), 'text'))});
	}
	return [...rows.values()].map(({row, text}) => capturedOf(row, text));
}

async function witnessedFacts({store}: LookDeps, waiting: readonly Waiting[]): Promise<WitnessedFact[]> {
	const rows = await store.db
		.selectFrom('archive_items')
		.selectAll()
		.where('until', 'is', null)
		.where('state', 'in', ['unseen', 'unreleased'])
		.execute();
	const late = waiting
		.filter(({leaf}) => leaf.type === 'record.gate.blocked')
		.flatMap(({leaf, content}) => {
			const change = changeOf(leaf, content);
			return change?.next ? [{...change.next(undefined), item: change.item, seq: -1, until: null}] : [];
		})
		.filter(({state}) => state === 'unseen' || state === 'unreleased');
	return [...rows, ...late].map(row => ({
		...{name: row.name, device: row.device ?? '', n: Number(row.item.split(' ')[1]), at: Number(row.at)},
		...{site: row.site as 'x', account: row.account, operation: row.kind},
		what: row.state as WitnessedFact['what'],
	}));
}
