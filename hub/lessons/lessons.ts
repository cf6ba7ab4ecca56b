/** What authors are told when rules change, and who has read it. */
import type {Lesson} from '#lib/core/policy/bundle.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';

/** With the rules it comes with; again after a roll-back it is the same one. */
export async function keepLesson(trx: Transaction, lesson: Lesson | undefined, at: number): Promise<void> {
	if (!lesson) return;
	const {id, title, text} = lesson;
	await trx
		.insertInto('lessons')
		.values({id, title, text, at})
		.onConflict(conflict => conflict.doNothing())
		.execute();
}

/** Said twice, it is written down once. */
export async function readLesson(trx: Transaction, deps: Deps, caller: Caller, id: string): Promise<void> {
	const {person} = await admit(trx, caller, deps.now());
	const lesson = await trx.selectFrom('lessons').select('title').where('id', '=', id).executeTakeFirst();
	if (!lesson) throw new Refused(404, 'unknown-lesson', 'There is no such lesson.');
	const row = await trx
		.insertInto('lesson_reads')
		.values({lesson: id, person, at: deps.now()})
		.onConflict(conflict => conflict.doNothing())
		.returning('person')
		.executeTakeFirst();
	if (row)
		await journal(trx, deps, {type: 'lesson.read', by: person, body: {lesson: id, title: lesson.title}});
}

/** The newest one. */
export async function lessonNow(db: Reader) {
	const lesson = await db
		.selectFrom('lessons')
		.select('id')
		.orderBy('at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return lesson ? lessonOf(db, lesson.id) : null;
}

/** How many of those who write now have read this one. */
export async function lessonOf(db: Reader, id: string) {
	const lesson = await db.selectFrom('lessons').selectAll().where('id', '=', id).executeTakeFirst();
	if (!lesson) return null;
	const authors = db.selectFrom('roles').select('person').where('role', '=', 'author').distinct();
	const [of, read] = await Promise.all([
		authors.execute(),
		db
			.selectFrom('lesson_reads')
			.select('person')
			.where('lesson', '=', lesson.id)
			.where('person', 'in', authors)
			.execute(),
	]);
	return {title: lesson.title, text: lesson.text, read: read.length, of: of.length};
}
