/**
 * The wire locks and the witness (design.md, section 3), put together. They see what the page's own hooks cannot: workers,
 * frames of a moment ago, forms. All state is in memory; a background that dies forgets its releases, and nothing passes.
 */
import type {Operation, SiteId} from '#lib/core/draft.ts';
import {singleFlight} from '#lib/core/single-flight.ts';
import {type Actors, closedSites, couldAct} from './actors.ts';
import {type Armed, createArmed} from './armed.ts';
import {createOpenings, type UrlRules} from './openings.ts';
import {createSightings} from './sightings.ts';
import {namesOf, type SitesOnWire} from './sites-on-wire.ts';
import {denyRules, muteRules} from './url-rules.ts';
import type {WireEvents, Witnessed} from './wire-events.ts';

/** One release that its page may use now. */
export interface ToOpen {
	release: string;
	site: SiteId;
	operation: Operation;
	digest: string;
	tab: number;
	uploads?: Armed['uploads'];
	polls?: Armed['polls'];
	attached?: Armed['attached'];
}

/** What `lib/desk` needs of it. */
export interface Wire {
	/** Resolves when the browser lets the request through; rejects when it cannot: then nothing was released. */
	open(release: ToOpen): Promise<void>;
	/** The page gave it up, or it was used. */
	close(release: string): Promise<void>;
	/** Was a request seen to leave with this release? `undefined`: this background did not live through its whole time. */
	saw(release: string): boolean | undefined;
	/** It was closed, and no request had taken it. */
	isUnused(release: string): boolean;
	/** Registered accounts or signed-in accounts may have changed. Rejects when the browser does not take the rules. */
	refresh(): Promise<void>;
}

export interface WireParts {
	sites: SitesOnWire;
	rules: UrlRules;
	actors(): Promise<Actors>;
	/** Reports requests of these sites from now on, and of no others. */
	watch(sites: ReadonlySet<SiteId>): void;
	witnessed(seen: Witnessed): void;
	/** Milliseconds since 1970. */
	now(): number;
	later(ms: number, work: () => void): void;
}

/**
 * Milliseconds for a page that neither sends nor gives up, which both close it (docs/adr/0213): on a busy machine the way from
 * here to the page and back to the browser takes seconds.
 */
const openFor = 20_000;
/** Releases whose fate on the wire is remembered: a day of the busiest author. */
const remembered = 500;

export function createWire({sites, rules, now, later, ...parts}: WireParts): Wire & WireEvents {
	const armed = createArmed(now);
	const openings = createOpenings(rules);
	let actors: Actors | undefined;
	/** Releases that this background has opened: whether a request was seen to leave, and whether none can any more. */
	const opened = new Map<string, {left: boolean; unused: boolean}>();
	// What an earlier background allowed is void.
	const cleared = rules.clear();
	const refresh = singleFlight(async () => {
		actors = await parts.actors();
		const active = new Set(ids.filter(site => couldAct(actors, site, sites[site].recogniser.actorInRequest)));
		parts.watch(active);
		await cleared;
		const denied = denyRules(active, {x: namesOf(sites.x), facebook: namesOf(sites.facebook)});
		await rules.deny([...denied, ...muteRules(closedSites(actors), denied.length + 1)]);
	});
	const sightings = createSightings({
		sites,
		armed,
		actors: () => actors,
		// Whoever was first through an opening, it closes behind them.
		passing: tab => void openings.closeFor(tab),
		used: release => {
			const own = opened.get(release);
			if (own) own.left = true;
		},
		witnessed: parts.witnessed,
	});

	return {
		...{...sightings, open, close, refresh, unsettled},
		saw: release => opened.get(release)?.left,
		isUnused: release => opened.get(release)?.unused ?? false,
	};

	async function open({operation, ...opening}: ToOpen): Promise<void> {
		const {release, site, tab} = opening;
		const own = {left: false, unused: false};
		opened.set(release, own);
		if (opened.size > remembered) opened.delete(opened.keys().next().value!);
		armed.arm({...opening, until: now() + openFor});
		later(openFor, () => {
			// Taken up again meanwhile, it has a time of its own.
			if (opened.get(release) === own) void close(release);
		});
		await openings.open(release, site, sites[site].publishing[operation] ?? [], tab);
	}

	async function close(release: string): Promise<void> {
		const own = opened.get(release);
		if (armed.disarm(release) && own) own.unused = true;
		await openings.close(release);
	}

	function unsettled(site: SiteId): void {
		if (actors) actors = {...actors, signedIn: {...actors.signedIn, [site]: []}};
	}
}

const ids: readonly SiteId[] = ['x', 'facebook'];
