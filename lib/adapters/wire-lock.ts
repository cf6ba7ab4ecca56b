/** The wire lock, introduced to its browser. */
import type {Stores} from '#lib/desk/ports.ts';
import {actorReader} from '#lib/desk/wire/read-actors.ts';
import type {SitesOnWire} from '#lib/desk/wire/sites-on-wire.ts';
import {createWire, type Wire} from '#lib/desk/wire/wire.ts';
import type {Witnessed} from '#lib/desk/wire/wire-events.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import {recogniser as facebook} from '#lib/sites/facebook/recogniser.ts';
import {neverOpened, publishing} from '#lib/sites/x/publishing.ts';
import {recogniser as x} from '#lib/sites/x/recogniser.ts';
import {watchRequests} from './wire-requests.ts';
import {urlRules} from './wire-rules.ts';
import {jarsOf, watchSessions} from './wire-session.ts';

const sites: SitesOnWire = {
	x: {recogniser: x, publishing, neverOpened},
	facebook: {recogniser: facebook, publishing: {}, neverOpened: []},
};

interface Parts {
	stores: Stores;
	report(what: string, error: unknown): void;
	/** Somebody has signed in or out, or acts as another account. */
	switched(): void;
	witnessed(seen: Witnessed): Promise<Outcome<object>>;
}

/** Call it synchronously when the background starts: until `refresh` has run, whatever publishes is held. */
export function startWire({stores, report, switched, witnessed}: Parts): Wire {
	const refresh = () => void wire.refresh().catch(error => report('the wire lock', error));
	const {watch} = watchRequests(() => wire);
	watchSessions(site => {
		wire.unsettled(site);
		refresh();
		switched();
	});
	const wire = createWire({
		sites,
		rules: urlRules(),
		watch,
		actors: actorReader({
			stores,
			jars: site => jarsOf(sites[site].recogniser),
			now: Date.now,
			again: ms => void setTimeout(refresh, ms),
		}),
		witnessed: seen => void witnessed(seen).catch(error => report('the witness', error)),
		now: Date.now,
		later: (ms, work) => void setTimeout(work, ms),
	});
	refresh();
	return wire;
}
