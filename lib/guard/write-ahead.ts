import type {Outcome, Released, ReleaseRequest} from '#lib/messaging/catalogue.ts';
import type {Ask, GateParts, Requested} from './gate-parts.ts';
import {type Held, heldAs, type Why} from './judge.ts';
import type {Cleared} from './release-request.ts';
import type {Releases} from './releases.ts';
import type {Verdicts} from './verdicts.ts';
import {within} from './within.ts';

/** A request that may go as soon as it is written down. */
export interface Clearance {
	ask: Ask;
	cleared: Cleared;
	request: ReleaseRequest;
	/** On this machine's clock. */
	deadline: number;
	/** For the screen, if it is refused after all. */
	requested?: Requested;
	/** Asked after it was written down: more bytes may have gone to the site meanwhile. */
	still?: () => Promise<boolean>;
}

/** Lets a request go after the background says that its record is durable, never before. */
export function createWriteAhead(
	{desk, known, threads, reports, now}: GateParts,
	releases: Releases,
	verdicts: Verdicts,
): (clearance: Clearance) => Promise<void> {
	return async clearance => {
		const {ask, cleared, request, deadline, requested, still} = clearance;
		const thread = threadOf(request);
		if (!thread) spend(cleared);
		const asked = desk.ask('interaction:release', request);
		const reply = await within(deadline - now(), asked);
		if (reply?.ok && (!still || (await still()))) return start(ask, reply, request);
		void known.recheck();
		if (!reply) voidLate(asked);
		if (reply?.ok) unsent(reply, 'changed while it was released');
		if (thread) freed(thread, reply);
		verdicts.refuse(ask, notReleased(cleared, reply), requested);
	};

	function freed(thread: string, reply: Outcome<object> | undefined): void {
		if (reply) threads.dropped(thread);
		else threads.lost(thread);
	}

	/** At once: two copies of a request must not both find it live. */
	function spend(cleared: Cleared): void {
		if (cleared.verdict === 'approved') known.learn({...cleared.hold, state: 'released'});
	}

	/** Durable after all, but too late. */
	function voidLate(asked: Promise<Released>): void {
		asked.then(late => late.ok && unsent(late, 'late')).catch(() => undefined);
	}

	/** The page was never told to go: nothing left, and the approval may be good for another press. */
	function unsent({release, attempt}: Extract<Released, {ok: true}>, reason: string): void {
		reports.failed({release, reason, unsent: attempt});
	}

	function start(ask: Ask, reply: Extract<Released, {ok: true}>, request: ReleaseRequest): void {
		const {digest, draft, ready} = request;
		const thread = threadOf(request);
		const going = {digest, draft, release: reply.release, ...(thread && {thread}), ...(ready && {ready})};
		if (releases.start(ask.id, going)) verdicts.go(ask);
		else {
			unsent(reply, 'given up by the page');
			if (thread) threads.lost(thread);
		}
	}
}

/** The hold of the whole, when this is one part of it. */
function threadOf({part, hold}: ReleaseRequest): string | undefined {
	return part && hold;
}

/** The background judges again, and may know more: that everything of this company needs a second person. */
function whyRefused(code: string): Why {
	if (code === 'hold') return 'second-person';
	if (code === 'stopped') return 'stopped';
	return code === 'block' ? 'needs-change' : 'refused';
}

/** `reply`: the background's, `undefined` when it came too late; a yes whose content changed meanwhile is none. */
function notReleased({account, findings}: Cleared, reply: Outcome<object> | undefined): Held {
	const held = {...heldAs('refused'), account, findings};
	if (!reply) return {...held, why: 'starting'};
	return reply.ok ? {...held, why: 'changed'} : {...held, why: whyRefused(reply.code), detail: reply.message};
}
