import type {Person} from '#lib/api/contract.ts';
import {everywhere} from '#lib/core/identity/location.ts';
import type {Deps} from '../deps.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {wrongCode} from './invites.ts';
import {hashOf, organisationOf, readMeta, writeMeta} from './organisation.ts';
import {addPerson, findPerson, setRoles} from './people.ts';

export interface SetUp {
	/** What the hub printed at its first start; used up. */
	code: string;
	organisation: string;
	/** The first admin. */
	name: string;
}

/** The first start: the organisation and its first admin, who may do everything an admin may. */
export async function createOrganisation(trx: Transaction, deps: Deps, setUp: SetUp): Promise<Person> {
	await assertSetupCode(trx, setUp.code);
	const organisation = {id: deps.id(), name: setUp.organisation};
	await writeMeta(trx, 'organisation', JSON.stringify(organisation));
	await writeMeta(trx, 'setup', 'used');
	const id = deps.id();
	await addPerson(trx, id, setUp.name, deps.now());
	await setRoles(trx, id, [{role: 'admin', location: everywhere}], deps.now());
	const person = (await findPerson(trx, id))!;
	await journal(trx, deps, {type: 'organisation.created', by: id, body: {organisation, person}});
	return person;
}

/** Throws when the hub is set up already, and when the code is not the printed one. */
export async function assertSetupCode(db: Reader, code: string): Promise<void> {
	if (await organisationOf(db))
		throw new Refused(409, 'set-up-already', 'This hub is set up already. Ask an admin for an invite.');
	if ((await readMeta(db, 'setup')) !== hashOf(code)) throw wrongCode();
}
