/** The packs that come with the product, to be installed, read and changed. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {findPerson} from '../identity/people.ts';
import {assertMayPublish} from '../policy/publish.ts';
import {loadPacks} from '../policy-files.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {putHead, putText} from './save-rule.ts';
import {withReader} from './to-read.ts';
import {workingCopy} from './working-copy.ts';

const folder = fileURLToPath(new URL('../../policies', import.meta.url));
let loaded: Pack[] | undefined;

export function starterPacks(): Pack[] {
	loaded ??= loadPacks(folder);
	return loaded;
}

/** Puts a pack with all its rules, as they are written, into what is published next. Who does it answers for them until somebody else is named. */
export async function installStarter(
	trx: Transaction,
	deps: Deps,
	caller: Caller,
	id: string,
): Promise<void> {
	const admin = await admit(trx, caller, deps.now());
	assertMayPublish(admin);
	const pack = starterPacks().find(one => one.id === id);
	if (!pack) throw new Refused(404, 'unknown-pack', 'There is no such starter pack.');
	const {packs} = await workingCopy(trx);
	if (packs.some(({head}) => head.id === id))
		throw new Refused(409, 'installed-already', 'This pack is installed already. Change its rules instead.');
	const {rules, ...head} = pack;
	await putHead(trx, deps, head, admin.person);
	const {name} = (await findPerson(trx, admin.person))!;
	for (const rule of rules) {
		const yaml = withReader(fileOf(id, rule.id), name, deps.now());
		await putText(trx, deps, {pack: id, rule: rule.id, yaml, by: admin.person});
	}
}

function fileOf(pack: string, rule: string): string {
	return readFileSync(join(folder, pack, `${rule}.yaml`), 'utf8');
}
