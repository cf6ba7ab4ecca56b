/** For tests: a wire lock whose browser is a list of rules. */
import type {SiteId} from '#lib/core/draft.ts';
import {recogniser as facebook} from '#lib/sites/facebook/recogniser.ts';
import {neverOpened, publishing} from '#lib/sites/x/publishing.ts';
import {recogniser as x} from '#lib/sites/x/recogniser.ts';
import type {Actors} from './actors.ts';
import type {UrlRule} from './url-rules.ts';
import {createWire} from './wire.ts';
import type {WireRequest, Witnessed} from './wire-events.ts';

export const leeds = '1450000000000000101';
export const priya = '1450000000000000201';
export const page = '61550000000101';

export function openTestWire() {
	const clock = {now: 1_800_000_000_000};
	const browser = {
		denied: [] as readonly UrlRule[],
		allowed: [] as UrlRule[],
		watched: new Set<SiteId>(),
		broken: false,
	};
	const seen: Witnessed[] = [];
	const timers: {at: number; work: () => void}[] = [];
	const actors: Actors = {
		guarded: {x: new Set([leeds]), facebook: new Set([page])},
		closed: new Set([`x ${leeds}`, `facebook ${page}`]),
		signedIn: {x: [leeds], facebook: [page]},
	};
	const known = {actors};
	let count = 0;
	const wire = createWire({
		sites: {
			x: {recogniser: x, publishing, neverOpened},
			facebook: {recogniser: facebook, publishing: {}, neverOpened: []},
		},
		rules: {
			deny: async rules => {
				browser.denied = rules;
			},
			allow: async rules => {
				if (browser.broken) throw new Error('no more rules');
				browser.allowed.push(...rules);
			},
			forbid: async ids => {
				browser.allowed = browser.allowed.filter(({id}) => !ids.includes(id));
			},
			clear: async () => {
				browser.allowed = [];
			},
		},
		actors: async () => known.actors,
		watch: sites => {
			browser.watched = new Set(sites);
		},
		witnessed: witnessed => void seen.push(witnessed),
		now: () => clock.now,
		later: (ms, work) => void timers.push({at: clock.now + ms, work}),
	});
	return {
		wire,
		browser,
		seen,
		known,
		/** Puts the clock forward; what is due runs. */
		wait(ms: number) {
			clock.now += ms;
			for (const {at, work} of timers.splice(0)) if (at <= clock.now) work();
		},
		/** True when the browser is told to stop it. */
		stops: (request: Partial<WireRequest>) =>
			wire.before({...xPost('Hello'), id: `r${++count}`, ...request}, true),
	};
}

export function xPost(text: string, change: object = {}): Omit<WireRequest, 'id'> {
	const body = JSON.stringify({variables: {tweet_text: text, ...change}, features: {}, queryId: 'q'});
	return {
		site: 'x',
		tab: 7,
		method: 'POST',
		url: 'https://x.com/i/api/graphql/q/CreateTweet',
		body: {text: body},
	};
}

export function facebookPost(text: string, fields: Record<string, string> = {}): Omit<WireRequest, 'id'> {
	const variables = JSON.stringify({input: {actor_id: page, message: {text}}});
	const url = 'https://www.facebook.com/api/graphql/';
	return {site: 'facebook', tab: 7, method: 'POST', url, body: {fields: {av: page, variables, ...fields}}};
}
