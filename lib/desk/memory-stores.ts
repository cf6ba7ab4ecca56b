/** The stores of a test: the same contract as lib/adapters/dexie-stores.ts, in memory. */
import {chainStart} from '#lib/core/archive/record.ts';
import type {HoldRow, MediaRow, RecordRow, ReleaseRow, Stores, SubmissionRow, Values} from './ports.ts';
import {createRecency} from './recency.ts';

interface Memory {
	values: Partial<Values>;
	ends: Map<string, {n: number; digest: string}>;
	records: RecordRow[];
	releases: Map<string, ReleaseRow>;
	holds: Map<string, HoldRow>;
	submissions: Map<string, SubmissionRow>;
	media: Map<string, MediaRow>;
	/** By digest and first byte. */
	mediaParts: Map<string, Uint8Array>;
}

/** Copies in and out, as a database does: nobody holds a row that the store holds. Keys keep their identity. */
const copy = <T>(value: T): T => structuredClone(value);

export function memoryStores(): Stores {
	const memory: Memory = {
		values: {},
		ends: new Map(),
		records: [],
		releases: new Map(),
		holds: new Map(),
		submissions: new Map(),
		media: new Map(),
		mediaParts: new Map(),
	};
	return {
		...values(memory),
		...records(memory),
		...releases(memory),
		...media(memory),
		...rest(memory),
	};
}

function values(memory: Memory): Pick<Stores, 'get' | 'set' | 'remove'> {
	return {
		get: async key => copy(memory.values[key]),
		set: async (key, value) => void Object.assign(memory.values, {[key]: copy(value)}),
		remove: async key => void delete memory.values[key],
	};
}

function records(memory: Memory) {
	const chainEnd: Stores['chainEnd'] = async device => memory.ends.get(device) ?? chainStart;
	const change = (row: RecordRow, to: Partial<RecordRow>) =>
		Object.assign(memory.records.find(r => r.device === row.device && r.n === row.n)!, copy(to));
	const keepHead = (checkpoint: Values['checkpoint']) => {
		if (checkpoint.size >= (memory.values.checkpoint?.size ?? 0)) memory.values.checkpoint = copy(checkpoint);
	};
	const count = (state: RecordRow['state']) => memory.records.filter(row => row.state === state).length;
	return {
		chainEnd,
		append: async (row: RecordRow, release?: ReleaseRow) => {
			if ((memory.ends.get(row.device) ?? chainStart).n !== row.n - 1) return false;
			if (release?.state === 'open' && memory.releases.has(release.id)) throw new Error('released already');
			memory.records.push(copy(row));
			memory.ends.set(row.device, {n: row.n, digest: row.digest});
			if (release) memory.releases.set(release.id, copy(release));
			return true;
		},
		waiting: async (limit: number, after: number) =>
			copy(
				memory.records
					.filter(({state, n}) => state === 'waiting' && n > after)
					.sort((a, b) => a.n - b.n)
					.slice(0, limit),
			),
		receipted: async (row, receipt, checkpoint) => {
			change(row, {state: 'receipted', receipt, problem: ''});
			keepHead(checkpoint);
		},
		keepCheckpoint: async checkpoint => keepHead(checkpoint),
		quarantine: async (row, problem) => void change(row, {state: 'quarantined', problem}),
		requeue: async () => {
			for (const row of memory.records) if (row.state === 'quarantined') row.state = 'waiting';
		},
		countRecords: async () => ({waiting: count('waiting'), quarantined: count('quarantined')}),
		records: async (limit: number) =>
			copy([...memory.records].sort((a, b) => b.at - a.at || b.n - a.n).slice(0, limit)),
		record: async (device, n) => copy(memory.records.find(row => row.device === device && row.n === n)),
		pruneRecords: async (before: number) => {
			memory.records = memory.records.filter(({at, state}) => at >= before || state !== 'receipted');
		},
	} satisfies Partial<Stores>;
}

function releases(memory: Memory) {
	return {
		release: async (id: string) => copy(memory.releases.get(id)),
		putRelease: async (row: ReleaseRow) => void memory.releases.set(row.id, copy(row)),
		told: async ({id, tell}) => {
			const now = memory.releases.get(id);
			if (now && JSON.stringify(now.tell) === JSON.stringify(tell))
				memory.releases.set(id, {...now, tell: null});
		},
		unsettledReleases: async () =>
			copy([...memory.releases.values()].filter(({state, tell}) => state === 'open' || tell !== null)),
	} satisfies Partial<Stores>;
}

function media(memory: Memory) {
	return {
		media: async (sha256: string) => copy(memory.media.get(sha256)),
		allMedia: async () => copy([...memory.media.values()]),
		putMedia: async (row: MediaRow) => void memory.media.set(row.sha256, copy(row)),
		putMediaPart: async (row: MediaRow, at: number, bytes: Uint8Array) => {
			memory.media.set(row.sha256, copy(row));
			memory.mediaParts.set(`${row.sha256} ${at}`, copy(bytes));
		},
		mediaPart: async (sha256: string, at: number) => copy(memory.mediaParts.get(`${sha256} ${at}`)),
		forgetMedia: async (sha256: string) => {
			memory.media.delete(sha256);
			for (const key of memory.mediaParts.keys())
				if (key.startsWith(`${sha256} `)) memory.mediaParts.delete(key);
		},
	} satisfies Partial<Stores>;
}

function rest(memory: Memory) {
	const {asking, learnt, isOvertaken} = createRecency();
	const put = (row: HoldRow) => {
		learnt(row.id);
		memory.holds.set(row.id, copy(row));
	};
	return {
		askingHolds: asking,
		holds: async () => copy([...memory.holds.values()]),
		hold: async (id: string) => copy(memory.holds.get(id)),
		putHold: async (row: HoldRow, asked: number) => {
			if (isOvertaken(row.id, asked)) return false;
			put(row);
			return true;
		},
		replaceHolds: async (list: HoldRow['list'], rows: readonly HoldRow[], asked: number) => {
			const isOlder = ({id}: HoldRow) => !isOvertaken(id, asked);
			const replaced = rows.filter(isOlder);
			for (const row of [...memory.holds.values()])
				if (row.list === list && isOlder(row)) memory.holds.delete(row.id);
			for (const row of replaced) put(row);
		},
		submission: async (digest: string) => copy(memory.submissions.get(digest)),
		putSubmission: async (row: SubmissionRow) => void memory.submissions.set(row.digest, copy(row)),
		probe: async () => {},
		clear: async () => {
			memory.values = {};
			memory.ends.clear();
			memory.records = [];
			const {releases, holds, submissions} = memory;
			for (const map of [releases, holds, submissions, memory.media, memory.mediaParts]) map.clear();
		},
	} satisfies Partial<Stores>;
}
