/** The gate over a real judge; background, page and rules as a test says. */
import type {Finding} from '#lib/core/policy/finding.ts';
import type {FromPage, ToPage} from '#lib/messaging/bridge-protocol.ts';
import type {AuthorHold, ContentMessages} from '#lib/messaging/catalogue.ts';
import type {Outgoing, Site} from '#lib/sites/site.ts';
import {createGate} from './gate.ts';
import type {GateNews} from './gate-parts.ts';
import {account, draftOf, type FakeDesk, fakeDesk, now, policy, state} from './guard.fixture.ts';
import {createHelped} from './helped.ts';
import {createJudgements} from './judgements.ts';
import {createKnown} from './known.ts';
import {createMediaBook} from './media/book.ts';
import type {MediaStep} from './media/seen.ts';
import {keepPageState} from './page-state.ts';
import {createReports} from './reports.ts';
import {createSelfTest} from './self-test.ts';
import {createThreads} from './threads.ts';

type Handlers = Parameters<typeof fakeDesk>[0];
export type Released = ContentMessages['interaction:release']['reply'];

export const draft = draftOf('0% APR on every Kestrel');
export const released: Released = {ok: true, release: 'r1', attempt: 0};

export interface Rig {
	desk: FakeDesk;
	toPage: ToPage[];
	news: GateNews[];
	hear(message: FromPage): void;
	ask(id: number, outgoing?: Partial<Outgoing>): Promise<ToPage>;
	requests(name: keyof ContentMessages): unknown[];
}

export async function rig(world: {
	handlers?: Handlers;
	holds?: AuthorHold[];
	findings?: readonly Finding[];
	guarded?: boolean;
	/** Files that the page has brought to the site since anybody asked. */
	steps?: MediaStep[];
	/** Who the page's cookies say acts. */
	session?: string;
}): Promise<Rig> {
	const desk = fakeDesk({
		'page:hello': () => (world.guarded === false ? {...state, accounts: []} : state),
		'policy:load': () => ({ok: true, policy: {digest: policy, compiled: '', company: {} as never}}),
		'hold:mine': () => ({ok: true, holds: world.holds ?? []}),
		'interaction:release': () => released,
		'interaction:sent': () => ({ok: true, receipt: 'HS-L-000412'}),
		'interaction:failed': () => ({ok: true}),
		'gate:blocked': () => ({ok: true}),
		'page:blind': () => ({ok: true}),
		...world.handlers,
	});
	const {signal} = new AbortController();
	const site = {id: 'x', account: () => world.session ?? account.id} as Site;
	const keeper = keepPageState(
		desk,
		'x',
		() => undefined,
		() => undefined,
		signal,
	);
	const check = () => world.findings ?? [];
	const known = createKnown(
		{
			desk,
			site,
			state: keeper,
			now: () => now,
			locked: () => true,
			selfTest: createSelfTest({selfTest: () => ({})}, () => true),
		},
		({digest, company}) => ({digest, company, check}),
		() => undefined,
	);
	await keeper.ready();
	const toPage: ToPage[] = [];
	const news: GateNews[] = [];
	const waiting: (() => void)[] = [];
	const wake = () => {
		for (const resolve of waiting.splice(0)) resolve();
	};
	const files = createMediaBook({
		desk,
		seen: {follow: hear => world.steps?.forEach(hear)},
		now: () => now,
		changed: () => undefined,
	});
	const threads = createThreads();
	const gate = createGate({
		...{site, desk, known, threads, reports: createReports(desk, signal)},
		helped: createHelped(),
		judgements: createJudgements(site, known, files, threads),
		files,
		outcome: (_name, status) =>
			status === 200
				? {siteId: '77', url: 'https://x.com/i/status/77'}
				: status === 502
					? {error: 'HTTP 502', unsure: true}
					: {error: 'refused by the site'},
		post: message => {
			toPage.push(message);
			wake();
		},
		now: () => now,
		url: () => 'https://x.com/home',
		tell: item => {
			news.push(item);
			wake();
		},
	});
	const hear = (message: FromPage) => gate.hear(message, now);
	return {
		...{desk, toPage, news, hear},
		requests: name => desk.asked.filter(asked => asked.name === name).map(asked => asked.request),
		async ask(id, outgoing = {}) {
			hear({
				type: 'ask',
				id,
				transport: 'xhr',
				outgoing: {name: 'CreateTweet', account: account.id, draft, note: '', ...outgoing},
			});
			for (;;) {
				const verdict = toPage.find(message => message.type === 'verdict' && message.id === id);
				if (verdict) return verdict;
				await new Promise<void>(resolve => void waiting.push(resolve));
			}
		},
	};
}

export const go = (id: number) => ({type: 'verdict', id, go: true, reason: ''});
export const no = (id: number, reason: string) => ({type: 'verdict', id, go: false, reason});
