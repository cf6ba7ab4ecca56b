import type {Kysely} from 'kysely';
import {type Dialect, makeAppendOnly} from './append-only.ts';
import {runAll} from './run-all.ts';

/**
 * A hold's history had each event in plain, in rows that nobody can remove: an erasure could not reach it. The archive has
 * the same event under a key of its own; the row now only says which entry it is. Nothing else of it is lost.
 */
export async function eventsWithoutWords(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
	await runAll(db, [
		`create table hold_events_new (
			hold text not null, n bigint not null, type text not null, at bigint not null, "by" text, seq bigint,
			constraint hold_events_new_key primary key (hold, n)
		)`,
		`insert into hold_events_new (hold, n, type, at, "by", seq)
			select e.hold, e.n, e.type, e.at, e."by", a.seq from hold_events e left join
				(select hold, seq, row_number() over (partition by hold order by seq) as n
					from archive_entries where type like 'hold.%') a
				on a.hold = e.hold and a.n = e.n`,
		'drop table hold_events',
		'alter table hold_events_new rename to hold_events',
		...(dialect === 'postgres' ? ['drop function hold_events_refuse()'] : []),
	]);
	await makeAppendOnly(db, dialect, 'hold_events');
}
