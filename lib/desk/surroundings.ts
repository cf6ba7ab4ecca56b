/** The browser around the desk, as far as it is shown something or looked at. */
import type {SiteId} from '#lib/core/draft.ts';
import type {Broadcasts} from '#lib/messaging/catalogue.ts';
import type {PageAnswer} from '#lib/messaging/page-parts.ts';

export interface Notice {
	/** One notice an id: shown again it replaces itself. */
	id: string;
	title: string;
	message: string;
}

/** What the desk does to the browser. None of these may fail: they are courtesies. */
export interface Surroundings {
	broadcast<K extends keyof Broadcasts>(type: K, content: Broadcasts[K]): void;
	badge(count: number): void;
	notify(notice: Notice): void;
	/** Runs the guard's kit in a frame of a site's page. The one that rejects: the page then keeps holding. */
	equip(tab: number, frame: number): Promise<void>;
	/**
	 * Asks a site's page what it sees; `null` = the one used last. `undefined`: there is none, or it is somebody's own;
	 * `unreached`: no script of ours is there.
	 */
	lookAtPage(tab: number | null): Promise<{site: SiteId; answer: PageAnswer | 'unreached'} | undefined>;
	/** Does it after some milliseconds, if this background still lives; an alarm comes in any case. */
	later(ms: number, work: () => void): void;
	/** Resets the browser's idle clock for this background. */
	stayAwake(): void;
	/** Something that should not happen, for the console. */
	report(what: string, error: unknown): void;
}

/** A page of a site that the person has in front of him, and whose account is signed in there. */
export interface PageInFront {
	site: SiteId;
	/** The account's immutable id. */
	id: string;
	/** As the page shows it; empty where it does not. Read only when the person offers the account. */
	handle(): Promise<string>;
}
