import type {Account} from '#lib/api/contract.ts';
import {type Draft, digestOf} from '#lib/core/draft.ts';
import {findingsOf as findingsOfDraft} from '#lib/core/policy/draft-input.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {askedBefore} from '#lib/core/review/wait.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import {draftOf} from '#lib/sites/draft-of.ts';
import type {Composer, Outgoing, Site} from '#lib/sites/site.ts';
import {guardedAccount} from './accounts.ts';
import {type Judgement, judge} from './judge.ts';
import type {Known} from './known.ts';
import type {MediaBook} from './media/book.ts';
import {createStrange} from './strange.ts';
import type {Threads} from './threads.ts';

/** A composer of a guarded account, read and judged at one moment. */
export interface Look {
	account: Account;
	draft: Draft;
	digest: string;
	inReplyTo: string | undefined;
	/** When that was written, by hub time, where it is known. */
	askedAt?: number | undefined;
	/** The open hold that this draft was sent as, before it was changed. */
	previous: AuthorHold | undefined;
	judgement: Exclude<Judgement, {verdict: 'unguarded'}>;
}

export interface Judgements {
	/**
	 * Reads and judges what a composer holds now. `'unguarded'`: somebody's own account, nothing was read. `undefined`:
	 * nobody knows yet whose account it is, so nothing was read either, and the composer is held.
	 */
	ofComposer(composer: Composer): Look | 'unguarded' | undefined;
	/** The same for a request that is about to leave. */
	/** The whole of an approved thread, one part of which is about to leave. */
	ofThread(hold: AuthorHold): Judgement;
	ofOutgoing(outgoing: Outgoing): {
		judgement: Judgement;
		digest: string;
		inReplyTo: string | undefined;
		previous: AuthorHold | undefined;
	};
}

/** Judges with what is known now; remembers between looks only what a request does not carry. */
export function createJudgements(
	site: Site,
	known: Known,
	files: Pick<MediaBook, 'fill'>,
	threads: Pick<Threads, 'rests'>,
): Judgements {
	/** Per place: the message answered there, for the check's context when its request leaves. */
	const answered = new Map<string, string>();
	const strange = createStrange();
	/** Per place: the hold its draft was last equal to. */
	const sentAs = new Map<string, string>();

	return {ofComposer, ofOutgoing, ofThread};

	function ofComposer(composer: Composer): Look | 'unguarded' | undefined {
		const id = site.account();
		const account = guardedAccount(known.state, id);
		if (account === 'unguarded') return account;
		if (!account || !id) return undefined;
		const read = draftOf(site.id, composer, id, files.fill(composer.read()));
		const draft = strange.isSo(composer, read.text) ? {...read, unknown: [...read.unknown, 'setting']} : read;
		const {inReplyTo} = composer;
		remember(answered, placeOf(draft), inReplyTo);
		const digest = digestOf(draft);
		const previous = previousOf(draft, digest);
		const findings = findingsOf(draft, account, inReplyTo);
		const hidden = composer.unseen ? {} : {hidden: composer.blind};
		const approved = {...known, holds: [...known.holds, ...threads.rests()]};
		const judgement = judge(approved, {account: id, draft, digest, findings, previous, ...hidden});
		if (judgement.verdict === 'unguarded') return 'unguarded';
		const askedAt = askedFor(composer, draft);
		return {account, draft, digest, inReplyTo, askedAt, previous, judgement};
	}

	function askedFor({repliesAfter}: Composer, draft: Draft): number | undefined {
		const said = repliesAfter === undefined ? undefined : known.now - repliesAfter;
		return askedBefore(known.now, draft, said);
	}

	function ofOutgoing({account: actor, draft, note}: Outgoing) {
		// Not the session's instead: it may be somebody's own, where the request is the company's.
		const id = actor ?? undefined;
		const account = guardedAccount(known.state, id);
		const inReplyTo = draft ? answered.get(placeOf(draft)) : undefined;
		const digest = draft ? digestOf(draft) : '';
		const subject = {account: id, draft, digest, note};
		if (!draft || !account || account === 'unguarded')
			return {
				judgement: judge(known, {...subject, findings: undefined}),
				...{digest, inReplyTo, previous: undefined},
			};
		const findings = findingsOf(draft, account, inReplyTo);
		const previous = previousOf(draft, digest);
		return {judgement: judge(known, {...subject, findings, previous}), digest, inReplyTo, previous};
	}

	function ofThread(hold: AuthorHold): Judgement {
		const {draft, digest, account} = hold;
		const findings = findingsOf(draft, account, answered.get(placeOf(draft)));
		const alone = {...known, holds: [{...hold, state: 'approved' as const}]};
		return judge(alone, {account: account.id, draft, digest, findings});
	}

	function findingsOf(
		draft: Draft,
		account: Account,
		inReplyTo: string | undefined,
	): readonly Finding[] | undefined {
		const {policy, now} = known;
		if (!policy) return undefined;
		const about = {company: policy.company, location: account.location, inReplyTo, now};
		return findingsOfDraft(draft, about, policy.check);
	}

	/** The hold that the draft in this place was sent as, when it has been changed since. */
	function previousOf(draft: Draft, digest: string): AuthorHold | undefined {
		const place = placeOf(draft);
		const same = known.holds.find(h => h.digest === digest && isOpen(h));
		if (same) sentAs.set(place, same.id);
		else if (draft.text === '') sentAs.delete(place);
		const before = known.holds.find(h => h.id === sentAs.get(place));
		return before && before.digest !== digest && isOpen(before) ? before : undefined;
	}
}

const open = new Set<AuthorHold['state']>(['held', 'in_review', 'changes_requested', 'approved']);

/** Still waiting for somebody: a reviewer, or the author. */
export function isOpen(hold: AuthorHold): boolean {
	return open.has(hold.state);
}

/** Where a draft would appear: the same for the composer and for its request. */
export function placeOf({
	account,
	operation,
	target,
}: Pick<Draft, 'account' | 'operation' | 'target'>): string {
	return `${account} ${operation} ${target?.kind} ${target?.id}`;
}

function remember(map: Map<string, string>, place: string, text: string | undefined): void {
	if (text === undefined) map.delete(place);
	else map.set(place, text);
}
