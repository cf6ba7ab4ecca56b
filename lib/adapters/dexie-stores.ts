/** The background's durable memory: IndexedDB of the extension's own origin, which no content script can read. */
import {Dexie, type Table} from 'dexie';
import {chainStart} from '#lib/core/archive/record.ts';
import type {
	HoldRow,
	MediaRow,
	RecordRow,
	ReleaseRow,
	Stores,
	SubmissionRow,
	Values,
} from '#lib/desk/ports.ts';
import {createRecency} from '#lib/desk/recency.ts';

type ReleaseEntity = ReleaseRow & {
	/** 1 while its outcome, or the hub's hearing of it, is outstanding. A number, because IndexedDB indexes no booleans. */
	unsettled: 0 | 1;
};
type ValueRow = {key: string; value: unknown};

interface Tables {
	values: Table<ValueRow, string>;
	records: Table<RecordRow, [string, number]>;
	releases: Table<ReleaseEntity, string>;
	holds: Table<HoldRow, string>;
	submissions: Table<SubmissionRow, string>;
	media: Table<MediaRow, string>;
	mediaParts: Table<{sha256: string; at: number; bytes: Uint8Array}, [string, number]>;
}

/** `strict`: a write is on the disk when it resolves. Chrome's default since 121 is not (trust.md, 1.7). */
export function openDatabase(name = 'countersign'): Dexie & Tables {
	const db = new Dexie(name, {chromeTransactionDurability: 'strict'}) as Dexie & Tables;
	// Additive only: an installed extension must read what its last version wrote.
	db.version(1).stores({
		values: 'key',
		records: '[device+n], state, at',
		releases: 'id, unsettled',
		holds: 'id, list',
		submissions: 'digest',
		decisions: 'hold',
	});
	// After days without a hub 50,000 records wait: each batch of them is a range of this index
	db.version(2).stores({records: '[device+n], state, at, [state+n]'});
	db.version(3).stores({media: 'sha256', mediaParts: '[sha256+at]'});
	db.version(4).stores({decisions: null}); // Kept by the screens themselves now (docs/adr/0188)
	return db;
}

export function dexieStores(db: Dexie & Tables): Stores {
	return {
		...values(db),
		...chain(db),
		...records(db),
		...releases(db),
		...holds(db),
		...media(db),
		...rest(db),
	};
}

function values(db: Tables): Pick<Stores, 'get' | 'set' | 'remove'> {
	return {
		get: async <K extends keyof Values>(key: K) => (await db.values.get(key))?.value as Values[K] | undefined,
		set: async (key, value) => void (await db.values.put({key, value})),
		remove: key => db.values.delete(key),
	};
}

type Records = Pick<
	Stores,
	| 'waiting'
	| 'receipted'
	| 'keepCheckpoint'
	| 'quarantine'
	| 'requeue'
	| 'countRecords'
	| 'records'
	| 'record'
	| 'pruneRecords'
>;

/** Where a device's chain ends: kept apart from the records, which are deleted one day. */
const endKey = (device: string) => `chain:${device}`;

function chain(db: Dexie & Tables): Pick<Stores, 'chainEnd' | 'append'> {
	const chainEnd: Stores['chainEnd'] = async device => {
		const row = await db.values.get(endKey(device));
		return (row?.value as Awaited<ReturnType<Stores['chainEnd']>> | undefined) ?? chainStart;
	};
	/** `add` rejects, and undoes the transaction, where the release has been opened before. */
	const putRelease = (release: ReleaseRow) =>
		release.state === 'open' ? db.releases.add(entity(release)) : db.releases.put(entity(release));
	return {
		chainEnd,
		append: (row, release) =>
			db.transaction('rw', db.values, db.records, db.releases, async () => {
				if ((await chainEnd(row.device)).n !== row.n - 1) return false;
				if (release) await putRelease(release);
				await db.records.add(row);
				await db.values.put({key: endKey(row.device), value: {n: row.n, digest: row.digest}});
				return true;
			}),
	};
}

function records(db: Dexie & Tables): Records {
	const update = (row: RecordRow, change: Partial<RecordRow>) =>
		db.records.update([row.device, row.n], change);
	const keepHead = async (checkpoint: Values['checkpoint']) => {
		const known = (await db.values.get('checkpoint'))?.value as Values['checkpoint'] | undefined;
		if (!known || checkpoint.size >= known.size) await db.values.put({key: 'checkpoint', value: checkpoint});
	};
	return {
		waiting: async (limit, after) => {
			const above = db.records
				.where('[state+n]')
				.between(['waiting', after], ['waiting', Dexie.maxKey], false);
			return above.limit(limit).toArray();
		},
		receipted: (row, receipt, checkpoint) =>
			db.transaction('rw', db.values, db.records, async () => {
				await update(row, {state: 'receipted', receipt, problem: ''});
				await keepHead(checkpoint);
			}),
		keepCheckpoint: checkpoint => db.transaction('rw', db.values, () => keepHead(checkpoint)),
		quarantine: async (row, problem) => void (await update(row, {state: 'quarantined', problem})),
		requeue: async () =>
			void (await db.records.where('state').equals('quarantined').modify({state: 'waiting'})),
		countRecords: async () => ({
			waiting: await db.records.where('state').equals('waiting').count(),
			quarantined: await db.records.where('state').equals('quarantined').count(),
		}),
		records: limit => db.records.orderBy('at').reverse().limit(limit).toArray(),
		record: (device, n) => db.records.get([device, n]),
		pruneRecords: async before =>
			void (await db.records
				.where('at')
				.below(before)
				.and(({state}) => state === 'receipted')
				.delete()),
	};
}

function entity(release: ReleaseRow): ReleaseEntity {
	return {...release, unsettled: release.state === 'open' || release.tell !== null ? 1 : 0};
}

function releases(db: Dexie & Tables): Pick<Stores, 'release' | 'putRelease' | 'told' | 'unsettledReleases'> {
	return {
		release: async id => plain(await db.releases.get(id)),
		putRelease: async row => void (await db.releases.put(entity(row))),
		told: ({id, tell}) =>
			db.transaction('rw', db.releases, async () => {
				const now = plain(await db.releases.get(id));
				if (now && JSON.stringify(now.tell) === JSON.stringify(tell))
					await db.releases.put(entity({...now, tell: null}));
			}),
		unsettledReleases: async () =>
			(await db.releases.where('unsettled').equals(1).toArray()).map(row => plain(row)!),
	};
}

function plain(row: ReleaseEntity | undefined): ReleaseRow | undefined {
	if (!row) return;
	const {unsettled: _, ...release} = row;
	return release;
}

type Holds = Pick<Stores, 'holds' | 'hold' | 'askingHolds' | 'putHold' | 'replaceHolds'>;

function holds(db: Dexie & Tables): Holds {
	const {asking, learnt, isOvertaken} = createRecency();
	return {
		askingHolds: asking,
		holds: () => db.holds.toArray(),
		hold: id => db.holds.get(id),
		async putHold(row, asked) {
			if (isOvertaken(row.id, asked)) return false;
			// Before it is written: a transaction that comes later must leave it alone.
			learnt(row.id);
			await db.holds.put(row);
			return true;
		},
		replaceHolds: (list, rows, asked) =>
			db.transaction('rw', db.holds, async () => {
				const replaced = rows.filter(({id}) => !isOvertaken(id, asked));
				await db.holds
					.where('list')
					.equals(list)
					.and(({id}) => !isOvertaken(id, asked))
					.delete();
				await db.holds.bulkPut(replaced);
				for (const {id} of replaced) learnt(id);
			}),
	};
}

type Media = Pick<Stores, 'media' | 'allMedia' | 'putMedia' | 'putMediaPart' | 'mediaPart' | 'forgetMedia'>;

function media(db: Dexie & Tables): Media {
	return {
		media: sha256 => db.media.get(sha256),
		allMedia: () => db.media.toArray(),
		putMedia: async row => void (await db.media.put(row)),
		putMediaPart: (row, at, bytes) =>
			db.transaction('rw', db.media, db.mediaParts, async () => {
				await db.mediaParts.put({sha256: row.sha256, at, bytes});
				await db.media.put(row);
			}),
		mediaPart: async (sha256, at) => (await db.mediaParts.get([sha256, at]))?.bytes,
		forgetMedia: sha256 =>
			db.transaction('rw', db.media, db.mediaParts, async () => {
				await db.media.delete(sha256);
				await db.mediaParts.where('[sha256+at]').between([sha256, 0], [sha256, Infinity]).delete();
			}),
	};
}

type Rest = Pick<Stores, 'submission' | 'putSubmission' | 'probe' | 'clear'>;

function rest(db: Dexie & Tables): Rest {
	return {
		submission: digest => db.submissions.get(digest),
		putSubmission: async row => void (await db.submissions.put(row)),
		probe: async () => {
			// Dexie never tries an opening again that failed once, and a full disk makes it fail
			if (db.hasFailed()) {
				db.close({disableAutoOpen: false});
				await db.open();
			}
			await db.values.put({key: 'probe', value: Date.now()});
			if (!(await db.values.get('probe'))) throw new Error('what was written is not there');
		},
		clear: () =>
			db.transaction('rw', db.tables, async () => void (await Promise.all(db.tables.map(t => t.clear())))),
	};
}
