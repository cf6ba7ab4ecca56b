/** Requests as the browser reports them, from before they leave until they end: judged once, and witnessed. */
import {type Draft, digestOf} from '#lib/core/draft.ts';
import type {PageRequest} from '#lib/sites/site.ts';
import {type Actors, couldAct, sessionsOf} from './actors.ts';
import type {ArmedReleases} from './armed.ts';
import {type Judged, judgeRequest} from './judge.ts';
import {namesOf, type SitesOnWire} from './sites-on-wire.ts';
import type {WireEvents, WireRequest, Witnessed} from './wire-events.ts';

export interface SightingParts {
	sites: SitesOnWire;
	actors(): Actors | undefined;
	armed: ArmedReleases;
	/** Something that publishes was seen from this tab. */
	passing(tab: number): void;
	/** It has left with its release. */
	used(release: string): void;
	witnessed(seen: Witnessed): void;
}

interface Sighting {
	request: WireRequest;
	judged: Judged;
	/** By a listener that the browser obeys. */
	stopped: boolean;
	left: boolean;
}

export function createSightings(parts: SightingParts): Omit<WireEvents, 'unsettled'> {
	const {sites, actors, armed} = parts;
	/** Only what is not plainly harmless, until it ends. */
	const seen = new Map<string, Sighting>();

	return {before, headers, left, ended};

	function before(request: WireRequest, binding: boolean): boolean {
		const complete = !sites[request.site].recogniser.actorInRequest;
		// A browser that reports it to the blocking and to the watching listener spends one release.
		const judged = seen.get(request.id)?.judged ?? judge(request, {}, complete);
		return stops(request.id, judged, binding);
	}

	function headers(id: string, given: Readonly<Record<string, string>>, binding: boolean): boolean {
		const known = seen.get(id);
		if (!known) return false;
		const judged = known.judged.verdict === 'later' ? judge(known.request, given, true) : known.judged;
		return stops(id, judged, binding);
	}

	function stops(id: string, judged: Judged, binding: boolean): boolean {
		const known = seen.get(id);
		const held = judged.verdict === 'held';
		if (known && held && binding) known.stopped = true;
		return held;
	}

	function judge(request: WireRequest, given: PageRequest['headers'], complete: boolean): Judged {
		const {id, site, tab, method, url, body} = request;
		const {recogniser} = sites[site];
		const judging = {recogniser, actors: actors(), armed, tab, complete};
		const judged = judgeRequest({method, url, headers: given, body}, judging);
		if (judged.verdict === 'pass') seen.delete(id);
		else seen.set(id, {request, judged, stopped: false, left: false});
		if (judged.verdict === 'released' || judged.verdict === 'held') parts.passing(tab);
		return judged;
	}

	function left(id: string): void {
		const known = seen.get(id);
		if (!known || known.left) return;
		known.left = true;
		if (known.judged.verdict === 'released') parts.used(known.judged.release);
		if (known.judged.verdict === 'held') tell(parts, known.request, known.judged, 'witness');
	}

	function ended({id, site, method, url}: Parameters<WireEvents['ended']>[0], blocked: boolean): void {
		const known = seen.get(id);
		seen.delete(id);
		if (!known && blocked) tellOfUrl(parts, site, method, url);
		if (known?.judged.verdict !== 'held' || known.left || !blocked) return;
		tell(parts, known.request, known.judged, known.stopped ? 'wire-body' : 'wire-url');
	}
}

type Told = {account: string | null; operation: string; reason: string; draft: Draft | null};

function tell(
	{actors, witnessed}: SightingParts,
	{site, tab}: Pick<WireRequest, 'site' | 'tab'>,
	held: Told,
	lock: Witnessed['lock'],
): void {
	const {operation, reason} = held;
	const digest = held.draft && digestOf(held.draft);
	const draft = lock === 'witness' ? held.draft : null;
	const account = held.account ?? accountOf(actors(), site);
	witnessed({site, tab, account, operation, lock, reason, digest, draft});
}

/** The browser refused it before anybody saw the body, or this background has just started. */
function tellOfUrl(parts: SightingParts, site: WireRequest['site'], method: string, url: string): void {
	const {recogniser} = parts.sites[site];
	if (!couldAct(parts.actors(), site, recogniser.actorInRequest)) return;
	const name = namesOf(parts.sites[site]).find(each => url.includes(`/${each}`));
	if (!name || !recogniser.concerns(method, url)) return;
	const told = {account: null, operation: name, reason: 'not released', draft: null};
	tell(parts, {site, tab: -1}, told, 'wire-url');
}

/** Whose it most likely is: signed in, else registered. */
function accountOf(actors: Actors | undefined, site: WireRequest['site']): string | null {
	const [session] = sessionsOf(actors, site);
	const [registered] = actors?.guarded[site] ?? [];
	return session ?? registered ?? null;
}
