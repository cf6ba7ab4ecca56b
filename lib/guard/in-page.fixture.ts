/**
 * The guard in a page of the sandbox, with a background that a test plays: bundled and run before the page's own scripts.
 * Everything else is real: adapter, rules engine, judge, screens, the site's editors.
 */

import type {FromPage, ToPage} from '#lib/messaging/bridge-protocol.ts';
import type {AuthorHold, CompiledPolicy, ContentMessages} from '#lib/messaging/catalogue.ts';
import type {PageState} from '#lib/messaging/page-state.ts';
import type {RoutePreview} from '#lib/messaging/route-preview.ts';
import {operations as facebookOperations} from '#lib/sites/facebook/operations.ts';
import {site as facebook} from '#lib/sites/facebook/site.ts';
import {operations as xOperations} from '#lib/sites/x/operations.ts';
import {site as x} from '#lib/sites/x/site.ts';
import {createKit} from './create-kit.ts';
import {type FakeDesk, fakeDesk} from './guard.fixture.ts';
import {startGuard} from './guard.ts';

export interface World {
	state: PageState;
	policy: CompiledPolicy;
	holds: AuthorHold[];
	/** What submitting makes of a draft, or why it is refused. */
	submit?: ContentMessages['hold:submit']['reply'];
	/** Who would get a draft. */
	preview?: RoutePreview;
	/** The rules come when the test brings them. */
	late?: boolean;
	/** The kit comes when the test brings it. */
	lateKit?: boolean;
	/** The kit cannot be brought. */
	bare?: boolean;
}

export interface Stagehand {
	desk: FakeDesk;
	toPage: ToPage[];
	fromPage(message: FromPage): void;
	bringRules(): void;
	bringKit(): void;
	/** Changes what the background would answer, and says so to the page. */
	change(world: Partial<World>): void;
}

declare global {
	var guardWorld: World;
	var stagehand: Stagehand;
}

const isX = location.hostname.endsWith('x.com');
const world = globalThis.guardWorld;
const toPage: ToPage[] = [];
const rules = Promise.withResolvers<void>();
const kit = Promise.withResolvers<void>();
let hear: (message: FromPage) => void = () => undefined;

const desk = fakeDesk({
	'page:hello': () => ({
		...world.state,
		accounts: world.state.accounts.filter(a => a.site === (isX ? 'x' : 'facebook')),
	}),
	'policy:load': async () => {
		if (world.late) await rules.promise;
		return {ok: true, policy: world.policy};
	},
	'hold:mine': () => ({ok: true, holds: world.holds}),
	'hold:submit': ({draft}) => {
		const reply = world.submit ?? {
			ok: false,
			code: 'offline',
			message: 'The hub cannot be reached. Try again later.',
		};
		if (!reply.ok) return reply;
		const hold = {...reply.hold, draft: draft as AuthorHold['draft']};
		world.holds = [hold];
		return {ok: true, hold};
	},
	'hold:preview': () =>
		world.preview
			? {ok: true, preview: world.preview}
			: {ok: false, code: 'offline', message: 'The hub cannot be reached.'},
	'hold:withdraw': () => ({ok: true, hold: {...world.holds[0]!, state: 'withdrawn'}}),
	'interaction:release': () => ({ok: true, release: 'r1', attempt: 0}),
	'interaction:sent': () => {
		world.holds = [];
		return {ok: true, receipt: 'HS-L-000412'};
	},
	'interaction:failed': () => ({ok: true}),
	'gate:blocked': () => ({ok: true}),
	'page:blind': () => ({ok: true}),
});

globalThis.stagehand = {
	desk,
	toPage,
	fromPage: message => hear(message),
	bringRules: () => rules.resolve(),
	bringKit: () => kit.resolve(),
	change(more) {
		Object.assign(world, more);
		desk.broadcast({broadcast: 'state:changed', content: {what: 'holds'}});
	},
};

startGuard({
	site: isX ? x : facebook,
	operations: isX ? xOperations : facebookOperations,
	desk,
	bridge: {
		connected: () => true,
		send: message => void toPage.push(message),
		listen(listener) {
			hear = listener;
		},
		onUpload: () => undefined,
		consult: () => '',
	},
	equip: async () => {
		if (world.lateKit) await kit.promise;
		if (world.bare) throw new Error('the background is dead');
		return createKit;
	},
	document,
	now: Date.now,
	signal: new AbortController().signal,
});
