import type {SiteId} from '#lib/core/draft.ts';

/** One release on its way through the wire. */
export interface Armed {
	release: string;
	site: SiteId;
	digest: string;
	/** The tab whose page asked for it. */
	tab: number;
	/** Milliseconds since 1970. */
	until: number;
}

export interface ArmedReleases {
	arm(release: Armed): void;
	/** The release of exactly this content from this tab, once; `undefined` when there is none (any more). */
	take(site: SiteId, digest: string, tab: number): Armed | undefined;
	disarm(release: string): void;
}

/**
 * What may pass, in memory only: a background that dies forgets it, and then nothing passes. Two releases of one digest
 * (the same like twice) are two entries; each request takes one.
 */
export function createArmed(now: () => number): ArmedReleases {
	const armed: Armed[] = [];
	const remove = (index: number) => (index < 0 ? undefined : armed.splice(index, 1)[0]);
	return {
		arm: release => void armed.push(release),
		take(site, digest, tab) {
			const isIt = (a: Armed) => a.site === site && a.digest === digest && a.tab === tab && now() < a.until;
			return remove(armed.findIndex(isIt));
		},
		disarm: release => void remove(armed.findIndex(a => a.release === release)),
	};
}
