import {everywhere} from '#lib/core/identity/location.ts';
import {Refused} from '../refused.ts';
import type {Reader} from '../store/schema.ts';

/** Is there another admin of the whole firm, who has to agree? */
export async function hasSecondAdmin(db: Reader, person: string): Promise<boolean> {
	const row = await db
		.selectFrom('roles')
		.select('person')
		.where('role', '=', 'admin')
		.where('location', '=', everywhere)
		.where('person', '<>', person)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** For a door behind which nothing can wait: the command line. */
export async function assertAlone(db: Reader, person: string): Promise<void> {
	if (await hasSecondAdmin(db, person))
		throw new Refused(409, 'needs-second', 'A second admin must agree to this: do it in the console.');
}
