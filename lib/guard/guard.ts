import type {GuardEnd} from '#lib/messaging/bridge.ts';
import type {ToPage} from '#lib/messaging/bridge-protocol.ts';
import type {PageAnswer} from '#lib/messaging/page-parts.ts';
import type {BroadcastEnvelope} from '#lib/messaging/send.ts';
import type {Composer, Operations, Site} from '#lib/sites/site.ts';
import {guardedAccount} from './accounts.ts';
import {followComposer} from './composing.ts';
import type {Desk} from './desk-link.ts';
import {answerEarlyPresses} from './early-presses.ts';
import {lockGestures} from './gestures.ts';
import type {Kit, MakeKit} from './kit.ts';
import {holdKit} from './kit-holder.ts';
import {createLeaving} from './leaving.ts';
import {collectMedia} from './media/seen.ts';
import {createNotice} from './notice.ts';
import {hearPage} from './page-requests.ts';
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

/**
 * The guard of one frame; call synchronously at `document_start`. Until the kit is here, it only knows that something is
 * about to be sent, and holds it.
 */
export function startGuard(parts: GuardParts): void {
	const {desk, bridge, document, signal} = parts;
	const site = {...parts.site, account: () => state.get()?.acting ?? parts.site.account()};
	const window = document.defaultView!;
	const notice = createNotice(document);
	const leaving = createLeaving(window, signal);
	const selfTest = createSelfTest(site, bridge.connected);
	const state = keepPageState(desk, site.id, told, broadcast, signal);
	const kits = holdKit(bring, state.ready);
	const watching = () => state.get()?.enrolled !== false;
	const composing = followComposer({
		...{site, window, signal, watching},
		entered: () => void kits.with(kit => kit.entered()),
		changed: () => kits.get()?.touched(),
		stranger: () => void (actor() && kits.with(kit => kit.stranger())),
	});
	const media = collectMedia({...{bridge, window, signal, watching}, changed: mediaChanged});
	const common = {...parts, site, state, composing, kits, notice, leaving, selfTest, post};

	lockGestures({window, signal, sent, passes, stopped: answerEarlyPresses(common)});
	keepEscape(window, signal);
	bridge.listen(hearPage(common));
	desk.answer(look, signal);
	listenToPerson(window, kits.get, signal);
	// In every frame: until its page lock knows who is guarded, each publishing request waits.
	void state.ready();

	async function bring(): Promise<Kit> {
		const make = await parts.equip();
		const {operations, ...lent} = parts;
		return make({
			...{...lent, site, state, composing, media, post, selfTest},
			outcome: operations?.outcome,
			locked: bridge.connected,
		});
	}

	function mediaChanged(): void {
		if (kits.get() || actor()) void kits.with(kit => kit.touched());
	}

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
		kits.get()?.broadcast(message);
	}

	function told(): void {
		const known = state.get();
		if (known) {
			const guarded = known.enrolled ? known.accounts.map(account => account.id) : [];
			bridge.send({type: 'accounts', guarded});
			if (actor()) leaving.watch();
		}
		kits.get()?.told();
	}

	function sent(event: Event): Composer | undefined {
		return actor() ? site.sends(event) : undefined;
	}

	function passes(composer: Composer, explain: boolean): boolean {
		if (explain) leaving.pressed();
		return kits.get()?.passes(composer, explain) ?? false;
	}

	function post(message: ToPage): void {
		if (message.type === 'verdict') leaving.done(message.id);
		bridge.send(message);
	}
}

/** Our shortcuts, a scrolled page, a page that is looked at again. */
function listenToPerson(window: Window, kit: () => Kit | undefined, signal: AbortSignal): void {
	const {document} = window;
	const options = {capture: true, signal};
	window.addEventListener('keydown', shortcut, options);
	window.addEventListener('scroll', () => kit()?.scrolled(), {...options, passive: true});
	window.addEventListener('pageshow', event => event.persisted && returned(), {signal});
	document.addEventListener('visibilitychange', returned, {signal});

	function shortcut(event: KeyboardEvent): void {
		const isOurs = event.altKey && event.shiftKey && ['KeyG', 'KeyR'].includes(event.code);
		const there = isOurs && kit();
		if (!there) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		if (event.code === 'KeyG') there.togglePanel();
		else there.offerReady();
	}

	function returned(): void {
		if (document.visibilityState === 'visible') kit()?.returned();
	}
}
