import {everywhere, type Location} from '#lib/core/identity/location.ts';
import type {Entry} from '../archive/entry.ts';
import type {Executor} from '../archive/tables.ts';
import type {Transaction} from '../store/schema.ts';
import {findAccount} from './accounts.ts';
import {organisationOf} from './organisation.ts';

/** So that a long name leaves the number readable. */
const longest = 4;

/**
 * What a number on paper begins with: `HS-L` for an account of Harwell & Stone at Leeds, `HS` for what is of no account.
 * Only for people: the number behind it is the log's own, so two firms or places with the same letters never collide.
 */
export async function numberPrefix(
	executor: Executor,
	about: Pick<Entry, 'site' | 'account'>,
): Promise<string> {
	// One transaction carries the records of many devices, mostly of a few accounts
	const known = prefixes.get(executor) ?? new Map<string, string>();
	prefixes.set(executor, known);
	const place = `${about.site ?? ''} ${about.account ?? ''}`;
	const prefix = known.get(place) ?? (await readPrefix(executor as Transaction, about));
	known.set(place, prefix);
	return prefix;
}

/** Forgotten with their transaction. */
const prefixes = new WeakMap<Executor, Map<string, string>>();

/** The archive knows only its own tables; the transaction is the hub's. */
async function readPrefix(
	trx: Transaction,
	{site, account}: Pick<Entry, 'site' | 'account'>,
): Promise<string> {
	const organisation = await organisationOf(trx);
	const registered = site && account ? await findAccount(trx, site, account) : undefined;
	return prefixOf(organisation?.name ?? '', registered?.location ?? everywhere);
}

export function prefixOf(organisation: string, location: Location): string {
	const place = location === everywhere ? '' : initials(location.split('/').at(-1)!).slice(0, 1);
	return [initials(organisation) || 'CS', place].filter(Boolean).join('-');
}

/** Plain capitals, whatever the script of the name allows: these are read out over the telephone. */
function initials(name: string): string {
	const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
	const firsts = Array.from(words.matchAll(/(?<![\p{L}\p{N}])[A-Z0-9]/gu), ([first]) => first);
	return firsts.join('').slice(0, longest);
}
