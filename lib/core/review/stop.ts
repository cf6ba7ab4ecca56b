import type {Operation, SiteId} from '../draft.ts';
import {isWithin, type Location} from '../identity/location.ts';
import type {PersonId} from './hold.ts';

/** Posting is stopped for a place or one account (product.md, HA14). */
export interface StopOrder {
	location: Location;
	/** Only this account; `null` = every account of the location and below. */
	account: {site: SiteId; id: string} | null;
	/** Persons who may post all the same. */
	speakers: readonly PersonId[];
	/** Ready replies by id that may go out all the same: words that were approved for such a day. */
	templates?: readonly string[] | undefined;
	/** Shown and counted, but nothing is stopped. */
	drill: boolean;
	/** Milliseconds since 1970. It ends by itself. */
	from: number;
	until: number;
	/** Only in one browser, which is the only one that hears of it: whoever has the order is meant. */
	device?: string | null | undefined;
}

/** Who wants to post what from where. */
export interface Posting {
	person: PersonId;
	site: SiteId;
	account: string;
	/** Where the account belongs. */
	location: Location;
	/** Unknown where it cannot be read. */
	operation: Operation | undefined;
	/** The ready reply that it is, word for word. */
	ready?: string | undefined;
}

/**
 * The first stop order that stops this, or nothing. One function for browsers and hub. Taking something down is never
 * stopped: a wrong price must not stay because of the order it caused.
 */
export function stopOf<T extends StopOrder>(
	orders: readonly T[],
	posting: Posting,
	now: number,
): T | undefined {
	if (posting.operation === 'delete') return undefined;
	return orders.find(order => isInForce(order, now) && !order.drill && isMeant(order, posting));
}

export function isInForce({from, until}: Pick<StopOrder, 'from' | 'until'>, now: number): boolean {
	return from <= now && now < until;
}

function isMeant({account, location, speakers, templates, device}: StopOrder, posting: Posting): boolean {
	if (device) return true;
	if (speakers.includes(posting.person)) return false;
	if (posting.ready !== undefined && templates?.includes(posting.ready)) return false;
	if (account) return account.site === posting.site && account.id === posting.account;
	return isWithin(posting.location, location);
}
