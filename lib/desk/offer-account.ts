/**
 * A company account that nobody registered. Only the person who uses it can say so, by a button of ours: until then the hub
 * hears nothing of it, and nothing of its page is read but whose session it is (docs/adr/0237).
 */
import type {OfferedAccount} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import {notEnrolled, outcomeOf, refused} from './outcome.ts';
import type {Ports} from './ports.ts';
import {sessionOf} from './session.ts';
import type {PageInFront} from './surroundings.ts';

export async function strangerHere(ports: Ports): Promise<Outcome<{site: SiteId | null}>> {
	return {ok: true, site: (await strangerIn(ports))?.site ?? null};
}

export async function readStranger(ports: Ports): Promise<Outcome<{account: Omit<OfferedAccount, 'name'>}>> {
	const page = await strangerIn(ports);
	if (!page) return refused('no-account', 'Open the account’s page on X or Facebook first, then this again.');
	const {site, id} = page;
	// A page that cannot be asked leaves the field empty: the person types it
	return {ok: true, account: {site, id, handle: await page.handle().catch(() => '')}};
}

export function offerStranger(ports: Ports, account: OfferedAccount): Promise<Outcome<object>> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		await session.hub.call('offerAccount', account);
		return {ok: true};
	});
}

async function strangerIn(ports: Ports): Promise<PageInFront | undefined> {
	if (!(await ports.stores.get('enrolled'))) return;
	const page = await ports.inFront();
	const registered = (await ports.stores.get('accounts')) ?? [];
	const isKnown = registered.some(({site, id}) => site === page?.site && id === page.id);
	return isKnown ? undefined : page;
}
