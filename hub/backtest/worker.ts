/** A thread of its own: reads, opens and judges the archive, while the hub goes on answering. */
import {join} from 'node:path';
import {parentPort, workerData} from 'node:worker_threads';
import {sql} from 'kysely';
import {compile} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import {diskStore} from '../archive/blobs.ts';
import type {Executor} from '../archive/tables.ts';
import {openReader} from '../store/store.ts';
import type {Job, Progress} from './job.ts';
import {type Judges, judge} from './judge.ts';
import {countItems, type Reading, readItems} from './read-items.ts';

const say = (progress: Progress) => parentPort!.postMessage(progress);
const engineOf = (packs: readonly Pack[]) => open(compile(packs));

async function run(job: Job): Promise<void> {
	const db = await openReader({data: job.data, ...(job.databaseUrl && {databaseUrl: job.databaseUrl})});
	const blobs = diskStore(join(job.data, 'payloads'));
	const reading: Reading = {db, blobs, kek: job.kek, from: job.from, isOpenOnly: job.isOpenOnly};
	say({type: 'begun', total: await countItems(reading)});
	const judges: Judges = {
		tried: engineOf(job.tried),
		inForce: job.inForce.length > 0 ? engineOf(job.inForce) : null,
		...{company: job.company, stages: job.stages, now: job.now, taken: await takenDown(db)},
	};
	let done = 0;
	for await (const items of readItems(reading)) {
		const hits = items.flatMap(({item, content}) => judge(judges, item, content));
		done += items.length;
		say({type: 'further', done, hits});
	}
	await db.destroy();
	say({type: 'done'});
}

/** Posts whose taking down is in the archive too. */
async function takenDown(db: Executor): Promise<Set<string>> {
	const {rows} = await sql<{account: string; target: string}>`select account, target from archive_items
		where kind = 'delete' and target is not null and state = 'sent' and ${sql.ref('until')} is null`.execute(
		db,
	);
	return new Set(rows.map(({account, target}) => `${account} ${target}`));
}

await run(workerData as Job);
