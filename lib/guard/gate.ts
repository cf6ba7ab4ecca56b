import {type Draft, digestOf} from '#lib/core/draft.ts';
import type {FromPage} from '#lib/messaging/bridge-protocol.ts';
import type {AuthorHold, Outcome, Released, ReleaseRequest} from '#lib/messaging/catalogue.ts';
import {isPreview} from '#lib/sites/preview.ts';
import type {Outgoing} from '#lib/sites/site.ts';
import {guardedAccount} from './accounts.ts';
import type {Helped} from './helped.ts';
import {type Held, heldAs, isLive, type Why} from './judge.ts';
import type {Judgements} from './judgements.ts';
import type {KitParts} from './kit.ts';
import type {Known} from './known.ts';
import type {MediaBook} from './media/book.ts';
import type {Resolved} from './media/resolve.ts';
import {type Cleared, releaseRequest} from './release-request.ts';
import {createReleases, type Going} from './releases.ts';
import type {Reports} from './reports.ts';
import type {NextPart, Threads} from './threads.ts';

type Ask = Extract<FromPage, {type: 'ask'}>;
type Answer = Extract<FromPage, {type: 'answered'}>;

/** What became of something that the gate has seen, for the screen. */
export type GateNews =
	| {type: 'held'; held: Held; request: Requested}
	/** `ready`: the ready-approved reply that it was. */
	| {type: 'sent'; draft: Draft; receipt: string | null; ready?: ReleaseRequest['ready']}
	/** `unsure`: it may be public all the same. */
	| {type: 'failed'; draft: Draft; digest: string; reason: string; unsure: boolean};

/** A request that was held, as it was read. */
export interface Requested {
	draft: Draft | null;
	digest: string;
	inReplyTo: string | undefined;
	previous: AuthorHold | undefined;
}

export interface GateParts extends Pick<KitParts, 'site' | 'outcome' | 'desk' | 'post' | 'now'> {
	known: Known;
	judgements: Judgements;
	files: Pick<MediaBook, 'resolve' | 'keep'>;
	threads: Threads;
	reports: Reports;
	helped: Pick<Helped, 'since'>;
	url: () => string;
	tell: (news: GateNews) => void;
}

export interface Gate {
	/** From the page lock; `arrived` on this machine's clock. */
	hear(message: FromPage, arrived: number): void;
}

/**
 * Milliseconds: as long as a message to the background may take, and less than the page lock waits, so that both agree on what
 * happened (docs/adr/0213).
 */
const patience = 20_000;

/** Answers the page lock: the one place where a request of the page is let through or refused. */
export function createGate(parts: GateParts): Gate {
	const {site, desk, known, judgements, threads, files, helped, reports, post, tell, now} = parts;
	const releases = createReleases();

	return {hear};

	function hear(message: FromPage, arrived: number): void {
		if (message.type === 'answered') answered(message);
		else if (message.type === 'failed') failed(message.id, message.reason);
		else if (releases.isNew(message.id)) decide(message, arrived + patience).catch(() => surprised(message));
	}

	async function decide(asked: Ask, deadline: number): Promise<void> {
		const resolved = await within(deadline - now(), resolve(asked.outgoing));
		if (!resolved) return refuse(asked, heldAs('media'));
		const {outgoing} = resolved;
		// Rules and holds, when no composer of this account has been focused yet: a like, a restored draft.
		const account = guardedAccount(known.state, outgoing.account);
		if (account && account !== 'unguarded') await within(deadline - now(), known.prepare(account));
		const part = outgoing.draft && (await threads.next(outgoing.draft, liveHolds(), deadline - now()));
		if (part) await sendPart(asked, part, resolved, deadline);
		else await sendWhole(asked, resolved, deadline);
	}

	async function sendWhole(asked: Ask, resolved: Resolved, deadline: number): Promise<void> {
		const {outgoing} = resolved;
		const ask = {...asked, outgoing};
		const {judgement, digest, inReplyTo, previous} = judgements.ofOutgoing(outgoing);
		const requested = {draft: outgoing.draft, digest, inReplyTo, previous};
		if (judgement.verdict === 'unguarded') return verdict(ask.id, true, '');
		// An approval is for what the public will see: it is not spent on a preview, and nobody has to hear of one.
		if (isPreview(outgoing.draft) && judgement.verdict !== 'pass') return verdict(ask.id, false, 'preview');
		if (judgement.verdict === 'held') return refuse(ask, judgement, requested);
		const draft = outgoing.draft!;
		const whole = releaseRequest(draft, digest, judgement, known.state!.policy!, parts.url(), inReplyTo);
		const mended = helped.since(judgement.findings.map(({rule}) => rule));
		const request = {...whole, ...mended, ...namedIn(resolved)};
		if (draft.media.length === 0) return release(ask, judgement, request, deadline, requested);
		// Their bytes before the record that names them.
		const kept = await within(deadline - now(), files.keep(draft));
		if (!kept) return refuse(ask, {...heldAs('media'), account: judgement.account});
		const still = () => isStill(asked, digest);
		await release(ask, judgement, request, deadline, requested, still);
	}

	/** Nothing of somebody's own is read: files are looked at only for an account that may be guarded. */
	async function resolve(outgoing: Outgoing): Promise<Resolved> {
		if (guardedAccount(known.state, outgoing.account ?? undefined) === 'unguarded')
			return {outgoing, uploads: {}, polls: {}, attached: []};
		return files.resolve(outgoing);
	}

	/** More bytes, or another description, may have gone to the site under the same id meanwhile. */
	async function isStill({outgoing}: Ask, digest: string): Promise<boolean> {
		return judgements.ofOutgoing((await files.resolve(outgoing)).outgoing).digest === digest;
	}

	function liveHolds(): AuthorHold[] {
		return known.holds.filter(hold => isLive(known, hold));
	}

	async function sendPart(asked: Ask, next: NextPart, resolved: Resolved, deadline: number): Promise<void> {
		const {hold, draft, part} = next;
		const {outgoing} = resolved;
		const ask = {...asked, outgoing};
		const judgement = judgements.ofThread(hold);
		const kept = draft.media.length === 0 || (await within(deadline - now(), files.keep(draft)));
		if (judgement.verdict !== 'approved' || !kept) {
			threads.dropped(hold.id);
			return refuse(ask, judgement.verdict === 'held' ? judgement : heldAs('media'));
		}
		const policy = known.state!.policy!;
		const request = releaseRequest(draft, digestOf(draft), judgement, policy, parts.url(), undefined);
		const digest = digestOf(outgoing.draft!);
		const still = () => isStill(asked, digest);
		await release(ask, judgement, {...request, part, ...namedIn(resolved)}, deadline, undefined, still);
	}

	/** Write-ahead: the request leaves only after the background says that the record is durable. */
	async function release(
		ask: Ask,
		cleared: Cleared,
		request: ReleaseRequest,
		deadline: number,
		requested?: Requested,
		stillTrue: () => Promise<boolean> = () => Promise.resolve(true),
	): Promise<void> {
		const thread = request.part && request.hold;
		if (!thread) spend(cleared);
		const asked = desk.ask('interaction:release', request);
		const reply = await within(deadline - now(), asked);
		if (reply?.ok && (await stillTrue())) return start(ask, reply, request, thread);
		void known.recheck();
		if (!reply) voidLate(asked);
		if (reply?.ok) unsent(reply, 'changed while it was released');
		if (thread) freed(thread, reply);
		refuse(ask, notReleased(cleared, reply), requested);
	}

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

	function start(
		ask: Ask,
		reply: Extract<Released, {ok: true}>,
		{digest, draft, ready}: ReleaseRequest,
		thread?: string,
	): void {
		const {release} = reply;
		const going = {release, digest, draft, ...(thread !== undefined && {thread}), ...(ready && {ready})};
		if (releases.start(ask.id, going)) verdict(ask.id, true, '');
		else {
			unsent(reply, 'given up by the page');
			if (thread) threads.lost(thread);
		}
	}

	/** A fault of ours must not let anything out. */
	function surprised(ask: Ask): void {
		void known.recheck();
		refuse(ask, heldAs(known.alive ? 'starting' : 'orphan'));
	}

	function refuse(ask: Ask, held: Held, requested?: Requested): void {
		const {draft, name} = ask.outgoing;
		const request = requested ?? {draft, digest: '', inReplyTo: undefined, previous: undefined};
		verdict(ask.id, false, held.why);
		if (held.account) {
			const account = {site: site.id, account: held.account.id};
			reports.note('gate:blocked', {...account, operation: draft?.operation ?? name, by: 'page'});
			if (held.why === 'unreadable') reports.note('page:blind', {...account, what: name});
		}
		tell({type: 'held', held, request});
	}

	function verdict(id: number, go: boolean, reason: string): void {
		post({type: 'verdict', id, go, reason});
	}

	function answered({id, name, status, body}: Answer): void {
		const sent = releases.take(id);
		if (!sent) return;
		const outcome = parts.outcome?.(name, status, body) ?? {error: 'no adapter', unsure: true};
		if ('error' in outcome) fail(sent, outcome.error, outcome.unsure === true);
		else if (isPreview(sent.draft))
			reports.failed({release: sent.release, reason: 'a preview: nobody sees it'});
		else published(sent, outcome);
	}

	function published(sent: Going, outcome: {siteId: string; url: string}): void {
		const {release, digest, draft, thread, ready} = sent;
		// Before anything else: the page sends the next part as soon as it has this answer.
		if (thread) threads.ended(thread, release, outcome.siteId || undefined);
		void reports.sent({release, digest, ...outcome}).then(receipt => {
			tell({type: 'sent', draft, receipt, ...(ready && {ready})});
			return known.recheck();
		});
	}

	function failed(id: number, reason: string): void {
		const sent = releases.take(id);
		// It had left: the site may have it, and only the answer was lost.
		if (sent) fail(sent, reason, true);
		else releases.abandon(id);
	}

	function fail({release, digest, draft, thread}: Going, reason: string, unsure: boolean): void {
		if (thread) threads.ended(thread, release, unsure ? undefined : null);
		reports.failed({release, reason, ...(unsure && {unsure})});
		void known.recheck();
		tell({type: 'failed', draft, digest, reason, unsure});
	}
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

/** What the request names by the site's ids only: the wire lock needs to know it too. */
function namedIn({
	uploads,
	polls,
	attached,
}: Resolved): Pick<ReleaseRequest, 'uploads' | 'polls' | 'attached'> {
	const isNamed = attached.length > 0 || Object.keys({...uploads, ...polls}).length > 0;
	return isNamed ? {uploads, polls, attached} : {};
}

/** `undefined` when it takes longer; a rejection passes through. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<undefined>(resolve => {
		timer = setTimeout(resolve, Math.max(0, ms), undefined);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
