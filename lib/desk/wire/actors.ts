/** Who may be acting on a site in this browser: what the wire lock goes by when a request does not say it. */
import type {SiteId} from '#lib/core/draft.ts';

export interface Actors {
	/** Registered accounts of this browser's company. Empty: nobody is enrolled, or none is registered on this site. */
	guarded: Readonly<Record<SiteId, ReadonlySet<string>>>;
	/** Those of them for which a page that nobody can read is closed: site and id. */
	closed: ReadonlySet<string>;
	/** Who is signed in, one for each cookie jar of the browser; empty = nobody, or it cannot be told. */
	signedIn: Readonly<Record<SiteId, readonly string[]>>;
}

/**
 * Could a registered account act here? `undefined` actors (this background has just started) and a session that does not
 * say who it is count as yes. Where each request names its actor, the session proves nothing.
 */
export function couldAct(actors: Actors | undefined, site: SiteId, actorInRequest: boolean): boolean {
	if (!actors) return true;
	const guarded = actors.guarded[site];
	if (guarded.size === 0) return false;
	const signedIn = actors.signedIn[site];
	return actorInRequest || signedIn.length === 0 || signedIn.some(account => guarded.has(account));
}

/** Sessions that a request of this site may belong to; `undefined` stands for one that is not known. */
export function sessionsOf(actors: Actors | undefined, site: SiteId): readonly (string | undefined)[] {
	const signedIn = actors?.signedIn[site] ?? [];
	const guarded = signedIn.filter(account => actors?.guarded[site].has(account));
	if (guarded.length > 0) return guarded;
	return signedIn.length > 0 ? signedIn : [undefined];
}

export function isGuarded(actors: Actors | undefined, site: SiteId, account: string | null): boolean {
	if (!actors) return true;
	const guarded = actors.guarded[site];
	return account === null ? guarded.size > 0 : guarded.has(account);
}

/** Sites on which somebody acts for whom a page that nobody can read is closed. */
export function closedSites({closed, signedIn}: Actors): Set<SiteId> {
	const sites: readonly SiteId[] = ['x', 'facebook'];
	return new Set(sites.filter(site => signedIn[site].some(account => closed.has(`${site} ${account}`))));
}
