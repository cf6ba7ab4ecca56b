import type {Kysely} from 'kysely';
import {runAll} from '../store/run-all.ts';

export interface LessonTables {
	/** A lesson that came with rules; it is part of the signed bundle too. */
	lessons: {id: string; title: string; text: string; at: number};
	/** "Got it", by a person, once. */
	lesson_reads: {lesson: string; person: string; at: number};
}

export async function lessonMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table lessons (
		id text primary key,
		title text not null,
		text text not null,
		at bigint not null
	)`,
	`create table lesson_reads (
		lesson text not null references lessons (id),
		person text not null references people (id),
		at bigint not null,
		primary key (lesson, person)
	)`,
];
