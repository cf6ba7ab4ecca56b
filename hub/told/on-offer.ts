import type {Account} from '#lib/api/contract.ts';
import type {Deps} from '../deps.ts';
import type {Transaction} from '../store/schema.ts';
import {tellAdmins} from './on-admins.ts';

/** An account that is not in the register, and who says that it belongs there. */
export async function tellOfOffer(
	trx: Transaction,
	deps: Deps,
	{site, handle, name}: Pick<Account, 'site' | 'handle' | 'name'>,
	by: string,
): Promise<void> {
	const {name: person} = await trx
		.selectFrom('people')
		.select('name')
		.where('id', '=', by)
		.executeTakeFirstOrThrow();
	const called = name === handle ? handle : `${handle} (${name})`;
	await tellAdmins(trx, deps, {
		kind: 'found',
		title: 'Somebody uses a company account that is not in the register',
		lines: [`${called} on ${site === 'x' ? 'X' : 'Facebook'}, says ${person}. It is not guarded yet.`],
		place: '/company/accounts',
		link: 'Register it, or say that it is not yours',
	});
}
