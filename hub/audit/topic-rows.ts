import type {Topic} from '#lib/core/archive/search/retention.ts';
import type {Deps} from '../deps.ts';
import {journal} from '../journal.ts';
import type {Reader, Transaction} from '../store/schema.ts';

export async function listTopics(db: Reader): Promise<Topic[]> {
	const rows = await db.selectFrom('topics').select('topic').orderBy('id').execute();
	return rows.map(({topic}) => JSON.parse(topic) as Topic);
}

/** With its entry in the archive. Whoever calls this has made sure that these persons may. */
export async function putTopic(
	trx: Transaction,
	deps: Deps,
	{by, approvedBy}: {by: string | null; approvedBy: string | null},
	topic: Topic,
): Promise<void> {
	const row = {topic: JSON.stringify(topic), by: by ?? '', at: deps.now()};
	await trx
		.insertInto('topics')
		.values({id: topic.id, ...row})
		.onConflict(conflict => conflict.column('id').doUpdateSet(row))
		.execute();
	await journal(trx, deps, {type: 'topic.saved', by, body: {topic, approvedBy}});
}
