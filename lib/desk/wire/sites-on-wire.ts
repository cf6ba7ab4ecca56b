import type {Operation, SiteId} from '#lib/core/draft.ts';
import type {Recogniser} from '#lib/sites/site.ts';

/** What the wire lock knows of a site. */
export interface SiteOnWire {
	recogniser: Recogniser;
	/** Operations by URL; empty where the URL does not say. */
	publishing: Readonly<Partial<Record<Operation, readonly string[]>>>;
	neverOpened: readonly string[];
}
export type SitesOnWire = Readonly<Record<SiteId, SiteOnWire>>;

/** All that the site's URLs can name, and that publishes. */
export function namesOf({publishing, neverOpened}: SiteOnWire): readonly string[] {
	return [...new Set([...Object.values(publishing).flat(), ...neverOpened])];
}
