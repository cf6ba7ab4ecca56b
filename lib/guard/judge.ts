import type {Account, Stop} from '#lib/api/contract.ts';
import type {ProvenReady} from '#lib/api/ready.ts';
import type {Draft} from '#lib/core/draft.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {type Blind, mayGoUnseen} from '#lib/core/policy/unseen.ts';
import {verdictFor} from '#lib/core/policy/verdict.ts';
import {stopOf} from '#lib/core/review/stop.ts';
import type {AuthorHold, ReadyKnown} from '#lib/messaging/catalogue.ts';
import type {PageState} from '#lib/messaging/page-state.ts';
import {guardedAccount} from './accounts.ts';
import {type Hidden, isShownBy} from './cover.ts';
import {readyOf} from './ready.ts';

/** Why a draft may not go now. Each has its words in `ui/held-words.ts`. */
export type Why =
	/** The extension was reloaded or updated under this page. */
	| 'orphan'
	/** The background has not answered yet, or is dead. */
	| 'starting'
	/** The site's session does not say whose account acts. */
	| 'no-account'
	/** The page lock is not in this frame: a request would leave unseen. */
	| 'no-lock'
	/** A stop order covers the account, and this person is not one of its speakers. */
	| 'stopped'
	/** Nothing can be recorded, so nothing may be sent. */
	| 'outbox'
	/** The account demands a managed browser and this is none. */
	| 'gate-mode'
	| 'no-policy'
	/** The rules are still on their way into this tab. */
	| 'checking'
	/** A part of the draft or of the request that the adapter cannot read. */
	| 'unreadable'
	/** The page does not show all of it: the request will, so the gesture may go and the request is held. */
	| 'by-request'
	/** A file is still being read, and nothing else holds it: the gesture may go, and the request names the bytes. */
	| 'reading'
	/** A file is still being read, and a person must look at it anyway. */
	| 'media'
	/** A file whose bytes nobody here has seen: too large, uploaded by a worker, chosen from the site's own library. */
	| 'file'
	| 'needs-change'
	| 'second-person'
	| 'waiting'
	| 'returned'
	| 'rejected'
	/** Approved once; what is in the composer now is something else. */
	| 'changed'
	/** Approved under rules that are no longer in force. */
	| 'rules-changed'
	/** The approval is being used at this moment. */
	| 'released'
	/** A signature on the approval did not verify in this browser. */
	| 'unverified'
	/** Refused by the background or the hub; `detail` is its sentence. */
	| 'refused';

export type Judgement =
	/** Not a company account: none of our business. */
	| {verdict: 'unguarded'}
	| {verdict: 'pass'; account: Account; findings: readonly Finding[]}
	| {verdict: 'approved'; account: Account; findings: readonly Finding[]; hold: AuthorHold}
	/** Two people have signed these words once: nobody has to look again. */
	| {verdict: 'ready'; account: Account; findings: readonly Finding[]; ready: ProvenReady}
	| Held;

export interface Held {
	verdict: 'held';
	why: Why;
	account?: Account | undefined;
	findings: readonly Finding[];
	hold?: AuthorHold | undefined;
	/** Of `stopped`. */
	stop?: Stop | undefined;
	detail?: string;
}

/** What the page's side knows when it must decide; `undefined` = not known, which holds. */
export interface Knowledge {
	alive: boolean;
	/** The page lock is installed in this frame. */
	locked: boolean;
	/** A request of this page has left unseen by it. */
	passedBy?: boolean;
	state: PageState | undefined;
	/** The author's own holds on this account. */
	holds: readonly AuthorHold[];
	/** Hub time, milliseconds since 1970. */
	now: number;
	ready?: ReadyKnown | undefined;
}

/** What somebody is about to send. */
export interface Subject {
	/** The account that acts: of the request if there is one, else of the session. */
	account: string | undefined;
	/** `null`: could not be read. */
	draft: Draft | null;
	digest: string;
	/** `undefined`: the rules are not loaded. */
	findings: readonly Finding[] | undefined;
	/** The hold this composer was last sent with, if its text has changed since. */
	previous?: AuthorHold | undefined;
	/** Of a composer whose request will be read: the fields that the page does not show. */
	hidden?: Hidden;
	/** Why the draft is `null`, for the person who mends the adapter. */
	note?: string;
}

/**
 * The one decision about sending, used by the gesture lock and the page lock alike. Pure. Unknown means held; only an
 * account that is certainly not registered is let alone.
 */
export function judge(known: Knowledge, subject: Subject): Judgement {
	const account = guardedAccount(known.state, subject.account);
	if (account === 'unguarded') return {verdict: 'unguarded'};
	const findings = subject.findings ?? [];
	const ready = account && readyOf(known.ready, {...subject, location: account.location}, known.now);
	const stop = account && stopFor(known, account, subject, ready);
	const why = unable(known, subject, account, stop);
	if (why)
		return {
			verdict: 'held',
			why,
			account: account || undefined,
			findings,
			detail: detailOf(why, known, subject),
			...(why === 'stopped' && {stop}),
		};
	if (!account) throw new Error('unable() holds an unknown account');
	if (ready) return {verdict: 'ready', account, findings, ready};
	return judgeReadable(known, subject, account, findings);
}

/** Live means: approved, not expired, of exactly this digest, and both signatures verified in this browser. */
function liveApproval(known: Knowledge, digest: string): AuthorHold | undefined {
	return known.holds.find(h => h.digest === digest && isLive(known, h));
}

export function isLive(known: Knowledge, hold: AuthorHold): boolean {
	const {state, verified, approval, policy} = hold;
	if (state !== 'approved' || !verified || approval === null) return false;
	return approval.expiresAt > known.now && policy === known.state?.policy;
}

/** A live approval of what the composer shows; the rest of it is for the request to prove. */
function coveringApproval(known: Knowledge, {draft, hidden}: Subject): AuthorHold | undefined {
	if (!draft || !hidden) return undefined;
	return known.holds.find(h => isLive(known, h) && isShownBy(draft, hidden, h.draft));
}

/** The order that stops this, approved or not. */
function stopFor(
	{state, now}: Knowledge,
	account: Account,
	{draft}: Subject,
	ready: ProvenReady | undefined,
): Stop | undefined {
	if (!state) return undefined;
	const {site, id, location} = account;
	const person = state.person?.id ?? '';
	const posting = {person, site, account: id, location, operation: draft?.operation};
	return stopOf(state.stops, {...posting, ready: ready?.reply.id}, now);
}

/** What is wrong with the world rather than with the draft, most fundamental first. */
function unable(
	known: Knowledge,
	subject: Subject,
	account: Account | undefined,
	stop: Stop | undefined,
): Why | undefined {
	if (!known.alive) return 'orphan';
	if (!known.state) return 'starting';
	if (!account) return 'no-account';
	if (!known.locked || (known.passedBy && account.blind === 'closed')) return 'no-lock';
	if (stop) return 'stopped';
	if (known.state.outboxBroken) return 'outbox';
	if (account.gate === 'managed' && known.state.gate !== 'managed') return 'gate-mode';
	if (known.state.policy === null) return 'no-policy';
	return unread(subject, account.blind);
}

function unread({draft, findings, hidden}: Subject, blind: Blind): Why | undefined {
	if (!draft) return 'unreadable';
	if (!mayGoUnseen(blind, draft.unknown) && !hidden && !isBeingRead(draft))
		return draft.unknown.every(name => /^media\b/.test(name)) ? 'file' : 'unreadable';
	if (!findings) return 'checking';
	return undefined;
}

/** The adapters call a file `media` until its bytes are hashed, which a moment's patience cures. */
function isBeingRead({unknown}: Draft): boolean {
	return unknown.length > 0 && unknown.every(name => name === 'media');
}

function detailOf(why: Why, {state}: Knowledge, {draft, note}: Subject): string {
	if (why === 'no-policy') return state?.policyNote ?? '';
	if (why === 'unreadable') return draft ? draft.unknown.join(', ') : (note ?? '');
	return '';
}

function judgeReadable(
	known: Knowledge,
	subject: Subject,
	account: Account,
	findings: readonly Finding[],
): Judgement {
	const hold = liveApproval(known, subject.digest) ?? coveringApproval(known, subject);
	if (hold) return {verdict: 'approved', account, findings, hold};
	const verdict = verdictFor(known.state!, {draft: subject.draft, findings, location: account.location});
	const unseen = verdict === 'block' ? undefined : unseenYet(subject.draft!, verdict, account.blind);
	if (unseen) return {verdict: 'held', why: unseen, account, findings};
	if (verdict === 'pass') return {verdict: 'pass', account, findings};
	const stopped = known.holds.find(h => h.digest === subject.digest && openWhy(h, known));
	if (stopped) return {verdict: 'held', why: openWhy(stopped, known)!, account, findings, hold: stopped};
	if (verdict === 'block') return {verdict: 'held', why: 'needs-change', account, findings};
	const changed = subject.previous?.state === 'approved' ? subject.previous : undefined;
	if (changed) return {verdict: 'held', why: 'changed', account, findings, hold: changed};
	return {verdict: 'held', why: 'second-person', account, findings};
}

/** What the page does not show, or not yet: its request will. */
function unseenYet(draft: Draft, verdict: 'pass' | 'hold', blind: Blind): Why | undefined {
	if (isBeingRead(draft)) return verdict === 'pass' ? 'reading' : 'media';
	return mayGoUnseen(blind, draft.unknown) ? undefined : 'by-request';
}

/** What an earlier hold of the same digest says; `undefined` when it is over and the author may send it again. */
function openWhy(hold: AuthorHold, {state, now}: Knowledge): Why | undefined {
	switch (hold.state) {
		case 'held':
		case 'in_review':
			return hold.expiresAt > now ? 'waiting' : undefined;
		case 'changes_requested':
			return 'returned';
		case 'rejected':
			return 'rejected';
		case 'released':
			return hold.alarm ? undefined : 'released';
		case 'approved':
			if (hold.approval === null || hold.approval.expiresAt <= now) return undefined;
			return hold.verified && hold.policy !== state?.policy ? 'rules-changed' : 'unverified';
		default:
			return undefined;
	}
}

/** Held for a reason outside the draft. */
export function heldAs(why: Why, detail = ''): Held {
	return {verdict: 'held', why, findings: [], detail};
}

/** Ends by itself, in a moment. */
export function isAtWork(why: Why | undefined): boolean {
	return why === 'checking' || why === 'media' || why === 'reading';
}

/** What a second person can settle. */
export function needsApproval(why: Why): boolean {
	return why === 'second-person' || why === 'changed';
}
