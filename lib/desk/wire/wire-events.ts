import type {Draft, SiteId} from '#lib/core/draft.ts';
import type {PageRequest} from '#lib/sites/site.ts';

/** A request as the browser reports it, before it leaves. */
export interface WireRequest {
	id: string;
	site: SiteId;
	/** -1: a service worker, a shared worker. */
	tab: number;
	method: string;
	url: string;
	body: PageRequest['body'];
}

/** What was seen on the wire without a release. */
export interface Witnessed {
	site: SiteId;
	/** As in `WireRequest`. */
	tab: number;
	/** `null`: the request does not say. */
	account: string | null;
	operation: string;
	/** Which lock stopped it; `witness`: none did, it left. */
	lock: 'wire-url' | 'wire-body' | 'witness';
	reason: string;
	digest: string | null;
	/** What left, as far as it could be read; `null` of everything that was stopped: not our business then. */
	draft: Draft | null;
}

/** What the browser's listeners need of it. */
export interface WireEvents {
	/** True: it must not leave. `binding`: the browser does as it is told. */
	before(request: WireRequest, binding: boolean): boolean;
	headers(id: string, headers: Readonly<Record<string, string>>, binding: boolean): boolean;
	left(id: string): void;
	/** `blocked`: it never left, by somebody's will. */
	ended(request: Pick<WireRequest, 'id' | 'site' | 'method' | 'url'>, blocked: boolean): void;
	/** The cookies that say who is signed in have changed: not known until `refresh`. */
	unsettled(site: SiteId): void;
}
