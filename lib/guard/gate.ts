import type {Draft} from '#lib/core/draft.ts';
import type {FromPage} from '#lib/messaging/bridge-protocol.ts';
import type {AuthorHold, ReleaseRequest} from '#lib/messaging/catalogue.ts';
import type {Outgoing} from '#lib/sites/site.ts';
import {guardedAccount} from './accounts.ts';
import {type Held, heldAs, type Judgement, type Why} from './judge.ts';
import type {Judgements} from './judgements.ts';
import type {KitParts} from './kit.ts';
import type {Known} from './known.ts';
import type {MediaBook, Resolved} from './media/book.ts';
import {createReleases, type Going} from './releases.ts';
import {createReports} from './reports.ts';

type Ask = Extract<FromPage, {type: 'ask'}>;
type Answer = Extract<FromPage, {type: 'answered'}>;
type Cleared = Extract<Judgement, {verdict: 'pass' | 'approved'}>;

/** What became of something that the gate has seen, for the screen. */
export type GateNews =
	| {type: 'held'; held: Held; request: Requested}
	| {type: 'sent'; draft: Draft; receipt: string | null}
	/** `unsure`: it may be public all the same. */
	| {type: 'failed'; draft: Draft; reason: string; unsure: boolean};

/** A request that was held, as it was read. */
export interface Requested {
	draft: Draft | null;
	digest: string;
	inReplyTo: string | undefined;
	previous: AuthorHold | undefined;
}

export interface GateParts extends Pick<KitParts, 'site' | 'outcome' | 'desk' | 'post' | 'now' | 'signal'> {
	known: Known;
	judgements: Judgements;
	files: Pick<MediaBook, 'resolve' | 'keep'>;
	url: () => string;
	tell: (news: GateNews) => void;
}

export interface Gate {
	/** From the page lock; `arrived` on this machine's clock. */
	hear(message: FromPage, arrived: number): void;
}

/** Milliseconds: less than the page lock's own four seconds, so that both agree on what happened (docs/adr/0007). */
const patience = 3500;

/** Answers the page lock: the one place where a request of the page is let through or refused. */
export function createGate(parts: GateParts): Gate {
	const {site, desk, known, judgements, files, post, tell, now} = parts;
	const reports = createReports(desk, parts.signal);
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
		const ask = {...asked, outgoing: resolved.outgoing};
		const {outgoing} = ask;
		// Rules and holds, when no composer of this account has been focused yet: a like, a restored draft.
		const account = guardedAccount(known.state, outgoing.account);
		if (account && account !== 'unguarded') await within(deadline - now(), known.prepare(account));
		const {judgement, digest, inReplyTo, previous} = judgements.ofOutgoing(outgoing);
		const requested = {draft: outgoing.draft, digest, inReplyTo, previous};
		if (judgement.verdict === 'unguarded') return verdict(ask.id, true, '');
		if (judgement.verdict === 'held') return refuse(ask, judgement, requested);
		const draft = outgoing.draft!;
		const request = releaseRequest(draft, digest, judgement, known.state!.policy!, parts.url(), inReplyTo);
		if (draft.media.length === 0) return release(ask, judgement, request, deadline, requested);
		// Their bytes before the record that names them.
		const kept = await within(deadline - now(), files.keep(draft));
		if (!kept) return refuse(ask, {...heldAs('media'), account: judgement.account});
		const {uploads, attached} = resolved;
		const still = () => isStill(asked, digest);
		await release(ask, judgement, {...request, uploads, attached}, deadline, requested, still);
	}

	/** Nothing of somebody's own is read: files are looked at only for an account that may be guarded. */
	async function resolve(outgoing: Outgoing): Promise<Resolved> {
		if (guardedAccount(known.state, outgoing.account ?? undefined) === 'unguarded')
			return {outgoing, uploads: {}, attached: []};
		return files.resolve(outgoing);
	}

	/** More bytes, or another description, may have gone to the site under the same id meanwhile. */
	async function isStill({outgoing}: Ask, digest: string): Promise<boolean> {
		return judgements.ofOutgoing((await files.resolve(outgoing)).outgoing).digest === digest;
	}

	/** Write-ahead: the request leaves only after the background says that the record is durable. */
	async function release(
		ask: Ask,
		cleared: Cleared,
		request: ReleaseRequest,
		deadline: number,
		requested: Requested,
		stillTrue: () => Promise<boolean> = () => Promise.resolve(true),
	): Promise<void> {
		// Spent at once: two copies of a request must not both find it live.
		if (cleared.verdict === 'approved') known.learn({...cleared.hold, state: 'released'});
		const asked = desk.ask('interaction:release', request);
		const reply = await within(deadline - now(), asked);
		const held = {...heldAs('refused'), account: cleared.account, findings: cleared.findings};
		if (!reply) {
			// Durable after all, but too late: nothing left, so the record must say so.
			asked
				.then(late => late.ok && reports.failed({release: late.release, reason: 'late'}))
				.catch(() => undefined);
			void known.recheck();
			return refuse(ask, {...held, why: 'starting'});
		}
		if (!reply.ok) {
			void known.recheck();
			return refuse(ask, {...held, why: whyRefused(reply.code), detail: reply.message}, requested);
		}
		const going = {release: reply.release, digest: request.digest, draft: request.draft};
		if (!(await stillTrue())) {
			reports.failed({release: reply.release, reason: 'changed while it was released'});
			return refuse(ask, {...held, why: 'changed'});
		}
		if (releases.start(ask.id, going)) verdict(ask.id, true, '');
		else reports.failed({release: reply.release, reason: 'given up by the page'});
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
		if ('error' in outcome) {
			fail(sent, outcome.error, outcome.unsure === true);
			return;
		}
		const {release, digest, draft} = sent;
		void reports.sent({release, digest, ...outcome}).then(receipt => {
			tell({type: 'sent', draft, receipt});
			return known.recheck();
		});
	}

	function failed(id: number, reason: string): void {
		const sent = releases.take(id);
		// It had left: the site may have it, and only the answer was lost.
		if (sent) fail(sent, reason, true);
		else releases.abandon(id);
	}

	function fail({release, draft}: Going, reason: string, unsure: boolean): void {
		reports.failed({release, reason, ...(unsure && {unsure})});
		void known.recheck();
		tell({type: 'failed', draft, reason, unsure});
	}
}

/** The background judges again, and may know more: that everything of this company needs a second person. */
function whyRefused(code: string): Why {
	if (code === 'hold') return 'second-person';
	if (code === 'stopped') return 'stopped';
	return code === 'block' ? 'needs-change' : 'refused';
}

function releaseRequest(
	draft: Draft,
	digest: string,
	cleared: Cleared,
	policy: string,
	url: string,
	inReplyTo: string | undefined,
): ReleaseRequest {
	return {
		...{draft, digest, policy, url},
		findings: cleared.findings,
		...(cleared.verdict === 'approved' ? {hold: cleared.hold.id} : {}),
		...(inReplyTo === undefined ? {} : {inReplyTo}),
	};
}

/** `undefined` when it takes longer; a rejection passes through. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<undefined>(resolve => {
		timer = setTimeout(resolve, Math.max(0, ms), undefined);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
