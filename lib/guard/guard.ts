import {singleFlight} from '#lib/core/single-flight.ts';
import type {GuardEnd} from '#lib/messaging/bridge.ts';
import type {FromPage, ToPage} from '#lib/messaging/bridge-protocol.ts';
import type {PageAnswer} from '#lib/messaging/page-parts.ts';
import type {BroadcastEnvelope} from '#lib/messaging/send.ts';
import type {Composer, Operations, Site} from '#lib/sites/site.ts';
import {guardedAccount} from './accounts.ts';
import {followComposer} from './composing.ts';
import type {Desk} from './desk-link.ts';
import {lockGestures} from './gestures.ts';
import type {Kit, MakeKit} from './kit.ts';
import {createLeaving} from './leaving.ts';
import {collectMedia} from './media/seen.ts';
import {createNotice} from './notice.ts';
import {keepPageState} from './page-state.ts';
import {createSelfTest} from './self-test.ts';
import {keepEscape} from './ui/ours.ts';

export interface GuardParts {
	site: Site;
	/** Reads the site's answers; without it nothing is ever known to be sent. */
	operations?: Pick<Operations, 'outcome'> | undefined;
	desk: Desk;
	bridge: GuardEnd;
	/** Brings the kit into this frame; throws when it cannot. */
	equip: () => Promise<MakeKit>;
	document: Document;
	/** This machine's clock, milliseconds since 1970. */
	now: () => number;
	/** Our own: never WXT's, which a page can abort (trust.md, 1.3). */
	signal: AbortSignal;
}

type Ask = Extract<FromPage, {type: 'ask'}>;

/** Milliseconds for which a person takes a stopped press for one that is at work. */
const unnoticed = 1000;

/**
 * The guard of one frame; call synchronously at `document_start`. Until the kit is here, it only knows that something is
 * about to be sent, and holds it.
 */
export function startGuard(parts: GuardParts): void {
	const {desk, bridge, document, now, signal} = parts;
	const site = {...parts.site, account: () => state.get()?.acting ?? parts.site.account()};
	const window = document.defaultView!;
	const notice = createNotice(document);
	const leaving = createLeaving(window, signal);
	const selfTest = createSelfTest(site, bridge.connected);
	let kit: Kit | undefined;
	const state = keepPageState(desk, site.id, told, broadcast, signal);
	const composing = followComposer({
		...{site, window, signal},
		watching: () => state.get()?.enrolled !== false,
		entered: () => void withKit(k => k.entered()),
		changed: () => kit?.touched(),
		stranger: () => void (actor() && withKit(k => k.stranger())),
	});
	const media = collectMedia({
		...{bridge, window, signal},
		watching: () => state.get()?.enrolled !== false,
		changed: () => (kit ? kit.touched() : void (actor() && withKit(k => k.touched()))),
	});
	const equip = singleFlight(async () => {
		if (kit) return;
		try {
			const make = await parts.equip();
			kit = make({
				...{site, desk, state, composing, media, document, now, signal},
				outcome: parts.operations?.outcome,
				post,
				locked: bridge.connected,
				selfTest,
			});
		} catch {
			// Without it everything here is held, and `stopped` says so.
		}
	});

	lockGestures({window, sent, passes, stopped, signal});
	keepEscape(window, signal);
	bridge.listen(hear);
	desk.answer(look, signal);
	const options = {capture: true, signal};
	window.addEventListener('keydown', shortcut, options);
	window.addEventListener('scroll', () => kit?.scrolled(), {...options, passive: true});
	window.addEventListener('pageshow', event => event.persisted && returned(), {signal});
	document.addEventListener('visibilitychange', returned, {signal});
	// In every frame: until its page lock knows who is guarded, each publishing request waits.
	void state.ready();

	/** The account that acts is, or may be, a guarded one. */
	function actor(): boolean {
		return guardedAccount(state.get(), site.account()) !== 'unguarded';
	}

	/** For our own popup. Nothing is said of somebody's own account. */
	function look(): PageAnswer | null {
		return actor() ? {account: site.account() ?? null, parts: selfTest.parts()} : null;
	}

	function broadcast(message: BroadcastEnvelope): void {
		if (message.broadcast === 'gate:witnessed' && message.content.left) selfTest.passedBy();
		kit?.broadcast(message);
	}

	function told(): void {
		const known = state.get();
		if (known) {
			const guarded = known.enrolled ? known.accounts.map(account => account.id) : [];
			bridge.send({type: 'accounts', guarded});
			if (actor()) leaving.watch();
		}
		kit?.told();
	}

	async function withKit(use: (kit: Kit) => void): Promise<boolean> {
		if (!kit) await Promise.all([equip(), state.ready()]);
		if (kit) use(kit);
		return kit !== undefined;
	}

	function sent(event: Event): Composer | undefined {
		return actor() ? site.sends(event) : undefined;
	}

	function passes(composer: Composer, explain: boolean): boolean {
		if (explain) leaving.pressed();
		return kit?.passes(composer, explain) ?? false;
	}

	function post(message: ToPage): void {
		if (message.type === 'verdict') leaving.done(message.id);
		bridge.send(message);
	}

	/** Held because the kit is not here: the press has brought it, or nothing will. */
	function stopped(composer: Composer): void {
		if (kit) return;
		if (!desk.alive()) notice.show('updated', composer);
		else {
			// A press without an answer is pressed again.
			const slow = setTimeout(() => notice.show('not-ready', composer), unnoticed);
			void withKit(() => equipped(composer)).then(came => {
				clearTimeout(slow);
				if (!came) notice.show('not-ready', composer);
			});
		}
	}

	/** The press was lost, but from now on its composer is watched, focused or not. */
	function equipped(composer: Composer): void {
		notice.hide();
		composing.take(composer);
	}

	function hear(message: FromPage): void {
		if (message.type === 'failed') leaving.done(message.id);
		if (message.type === 'ask') selfTest.asked();
		if (message.type === 'ask') decide(message).catch(() => refuse(message));
		else kit?.hear(message, now());
	}

	/** A request of somebody's own account passes without the kit: nothing is loaded for it, nothing asked. */
	async function decide(ask: Ask): Promise<void> {
		const unguarded = () => guardedAccount(state.get(), ask.outgoing.account) === 'unguarded';
		if (!unguarded()) {
			post({type: 'taken', id: ask.id});
			leaving.began(ask.id, () => lost(ask));
			await leaving.over();
		}
		const arrived = now();
		await state.ready();
		if (unguarded()) return post({type: 'verdict', id: ask.id, go: true, reason: ''});
		if (!(await withKit(k => k.hear(ask, arrived)))) refuse(ask);
	}

	/** Nobody is there to see a line: the background says it. */
	function lost({outgoing: {account, draft, name}}: Ask): void {
		if (!account) return;
		const left = {site: site.id, account, operation: draft?.operation ?? name, by: 'leaving'} as const;
		desk.ask('gate:blocked', left).catch(() => undefined);
	}

	function refuse({id}: Ask): void {
		post({type: 'verdict', id, go: false, reason: 'not-ready'});
		notice.show(desk.alive() ? 'not-ready' : 'updated', composing.current());
	}

	function shortcut(event: KeyboardEvent): void {
		const isOurs = event.altKey && event.shiftKey && ['KeyG', 'KeyR'].includes(event.code);
		if (!kit || !isOurs) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		if (event.code === 'KeyG') kit.togglePanel();
		else kit.offerReady();
	}

	function returned(): void {
		if (document.visibilityState === 'visible') kit?.returned();
	}
}
