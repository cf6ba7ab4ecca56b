import type {FirmProfile} from '#lib/core/policy/company.ts';
import {engineVersion} from '#lib/core/policy/compile.ts';
import {profiles as every} from '#lib/core/policy/format.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {assertMayPublish} from '../policy/publish.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {putHead} from './save-rule.ts';
import {starterPacks} from './starter-packs.ts';
import {workingCopy} from './working-copy.ts';

/** An empty pack for rules of one's own, in force from today on. */
export async function createPack(
	trx: Transaction,
	deps: Deps,
	caller: Caller,
	{id, title, profiles}: {id: string; title: string; profiles?: FirmProfile[] | undefined},
): Promise<void> {
	const admin = await admit(trx, caller, deps.now());
	assertMayPublish(admin);
	const {packs} = await workingCopy(trx);
	if ([...packs.map(({head}) => head), ...starterPacks()].some(pack => pack.id === id))
		throw new Refused(409, 'pack-exists', 'There is a pack of this name already. Choose another one.');
	const from = new Date(deps.now()).toISOString().slice(0, 10);
	const dates = {version: '1.0.0', from, to: '2099-01-01', minimumEngine: engineVersion};
	await putHead(trx, deps, {id, title, profiles: profiles ?? [...every], sets: {}, ...dates}, admin.person);
}
