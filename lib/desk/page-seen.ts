import type {Outcome} from '#lib/messaging/catalogue.ts';
import type {PageSeen} from '#lib/messaging/page-parts.ts';
import type {Ports} from './ports.ts';

/** What the guard sees of the page that the person looks at; of somebody's own account nothing. */
export async function pageSeen(
	{stores, around}: Ports,
	tab: number | null,
): Promise<Outcome<{page: PageSeen | null}>> {
	const accounts = (await stores.get('accounts')) ?? [];
	const looked = (await stores.get('enrolled')) && (await around.lookAtPage(tab));
	if (!looked) return {ok: true, page: null};
	const {site, answer} = looked;
	// Unknown means held, whatever anybody chose.
	const unknown = {site, handle: null, blind: 'closed'} as const;
	if (answer === 'unreached') return {ok: true, page: {...unknown, reached: false, parts: {}}};
	const {account, parts} = answer;
	if (account === null) return {ok: true, page: {...unknown, reached: true, parts}};
	const own = accounts.find(each => each.site === site && each.id === account);
	return {ok: true, page: own ? {site, handle: own.handle, blind: own.blind, reached: true, parts} : null};
}
