/** Who was told of which step of what. */
import type {Hold} from '#lib/core/review/hold.ts';
import type {Reader, Transaction} from '../store/schema.ts';

/** True for whoever comes first. */
export async function remember(
	trx: Transaction,
	key: {subject: string; step: string; person: string},
	at: number,
): Promise<boolean> {
	const {numInsertedOrUpdatedRows} = await trx
		.insertInto('tellings')
		.values({...key, at})
		.onConflict(conflict => conflict.doNothing())
		.executeTakeFirst();
	return numInsertedOrUpdatedRows === 1n;
}

/** By item, step and person. */
export async function toldSteps(db: Reader, holds: readonly Hold[]): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('tellings')
		.select(['subject', 'step', 'person', 'at'])
		.where(
			'subject',
			'in',
			holds.map(({id}) => id),
		)
		.execute();
	return new Map(rows.map(({subject, step, person, at}) => [`${subject} ${step} ${person}`, at]));
}
