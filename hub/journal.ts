import type {Appended} from './archive/archive.ts';
import type {Entry} from './archive/entry.ts';
import type {Deps} from './deps.ts';
import {organisationOf} from './identity/organisation.ts';
import type {Transaction} from './store/schema.ts';

/** What an entry of the hub's own says, besides when. `body` is sealed; only the rest is in the public leaf. */
export type Note = Partial<
	Pick<Entry, 'at' | 'hold' | 'site' | 'account' | 'siteIds' | 'policy' | 'policyVersion' | 'media'>
> & {
	/** `device.enrolled`, `hold.approved` … */
	type: string;
	/** The person who did it; `null` is time or the hub itself. */
	by: string | null;
	body: unknown;
};

/** Writes one archive entry in the transaction of what it tells of: neither is ever there without the other. */
export async function journal(
	trx: Transaction,
	deps: Pick<Deps, 'archive' | 'home' | 'now'>,
	{body, ...note}: Note,
): Promise<Appended> {
	// Another hub process may have been the one that set the organisation up
	deps.home.id = (await organisationOf(trx))?.id ?? '';
	return deps.archive.append(trx, {at: deps.now(), ...note, payload: body});
}
