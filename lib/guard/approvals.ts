import {type Fact, factsOf} from '#lib/core/draft-facts.ts';
import {isAnswer} from '#lib/core/review/wait.ts';
import type {AuthorHold, HeldRequest} from '#lib/messaging/catalogue.ts';
import type {Awake} from '#lib/messaging/route-preview.ts';
import {copyText} from './clipboard.ts';
import type {Desk} from './desk-link.ts';
import type {Disputes} from './disputes.ts';
import type {Helped} from './helped.ts';
import type {Look} from './judgements.ts';
import type {Known} from './known.ts';
import type {MediaBook} from './media/book.ts';
import {nounOf, verbOf} from './nouns.ts';
import type {ReadyOffer} from './ready-offer.ts';
import {type Choice, openApproval} from './ui/approval-dialog.ts';
import {goesToWords} from './ui/goes-to.ts';
import type {Night} from './ui/night.ts';
import {placeName} from './ui/places.ts';
import {timeOf} from './ui/times.ts';

export interface ApprovalParts {
	desk: Desk;
	known: Known;
	disputes: Disputes;
	helped: Helped;
	files: Pick<MediaBook, 'keep'>;
	url: () => string;
	theme: () => 'light' | 'dark';
	/** Puts the approved text back into the composer. */
	restore: (hold: AuthorHold) => void;
	/** Replies that may go out now and promise an answer. */
	ready: Pick<ReadyOffer, 'holding' | 'open'>;
	/** The dialog is gone: the cursor goes back. */
	closed: () => void;
}

/** Milliseconds: the hub checks the draft again before it answers, and files take their time on a slow line. */
const submitPatience = 25_000;
const filePatience = 180_000;
const noFile = 'A file could not be read. Nothing was sent. Attach it again, then try again.';

export interface Approvals {
	offer(look: Look, inComposer: boolean): void;
}

/** The dialog of a stopped Post button; one at a time. */
export function createApprovals(parts: ApprovalParts): Approvals {
	const {desk, known, disputes, helped, files} = parts;
	let isOpen = false;

	return {offer};

	function offer(look: Look, inComposer: boolean): void {
		if (isOpen) return;
		isOpen = true;
		const {draft, account, judgement} = look;
		const changed = judgement.verdict === 'held' && judgement.why === 'changed' ? judgement.hold : undefined;
		openApproval(
			{
				noun: nounOf(draft),
				verb: verbOf(draft.operation),
				text: draft.text,
				facts: changed ? factsOf(draft, said) : factsSaid(look),
				factsBefore: changed ? factsOf(changed.draft, said) : [],
				media: draft.media,
				inComposer,
				handle: account.handle,
				location: account.location,
				findings: judgement.findings,
				changed,
				now: known.now,
				theme: parts.theme(),
			},
			{
				send: choice => submit(look, choice),
				preview: () => preview(look, inComposer),
				holding: () => {
					void copyText(look.draft.text);
					parts.ready.open(look, true);
				},
				restore: () => changed && parts.restore(changed),
				closed: () => {
					isOpen = false;
					parts.closed();
				},
			},
		);
	}

	/** The words that are answered say more to a person than the site's number of them. */
	function factsSaid({draft, inReplyTo}: Look): Fact[] {
		const facts = factsOf(draft, said);
		if (!draft.target || !inReplyTo) return facts;
		const words = inReplyTo.length > 80 ? `${inReplyTo.slice(0, 79)}…` : inReplyTo;
		return facts.map((fact, at) => (at === 0 ? {...fact, value: `“${words}”`} : fact));
	}

	function said(time: string): string {
		return timeOf(Date.parse(time), known.now);
	}

	async function preview(look: Look, inComposer: boolean) {
		const {draft, judgement, account} = look;
		try {
			const reply = await desk.ask('hold:preview', {draft, findings: judgement.findings});
			if (!reply.ok) return undefined;
			const {awake} = reply.preview;
			const words = goesToWords(reply.preview, placeName(account.location));
			return {words, night: awake?.people === 0 ? nightOf(look, awake, inComposer) : undefined};
		} catch {
			return undefined;
		}
	}

	/** A holding message takes the place of what stands in the composer, so there must be one. */
	function nightOf(look: Look, awake: Awake, inComposer: boolean): Night | undefined {
		// Nobody could decide at any hour: the words above say that
		if (awake.backAt === null && !awake.onCall) return undefined;
		const {draft} = look;
		const holding = inComposer ? parts.ready.holding(look) : undefined;
		return {awake, noun: nounOf(draft), holding, isAnswer: isAnswer(draft), now: known.now};
	}

	/** `undefined` when the hold stands; else a sentence, and the dialog stays with what was typed in it. */
	async function submit(look: Look, choice: Choice): Promise<string | undefined> {
		try {
			const {media} = look.draft;
			if (media.length > 0 && !(await files.keep({media}))) return noFile;
			const patience = media.length > 0 ? filePatience : submitPatience;
			const reply = await desk.ask('hold:submit', heldRequest(look, choice), patience);
			if (!reply.ok) return reply.message;
			known.learn(reply.hold);
			disputes.clear();
			helped.clear();
			return undefined;
		} catch {
			return desk.alive()
				? 'Countersign did not answer. Nothing was sent. Try again.'
				: 'Countersign was updated. Nothing was sent. Copy your draft, then reload the page.';
		}
	}

	function heldRequest(look: Look, {note, until, leave}: Choice): HeldRequest {
		const {draft, judgement, inReplyTo, askedAt, previous} = look;
		const rules = judgement.findings.map(f => f.rule);
		return {
			draft,
			findings: judgement.findings,
			context: {
				url: parts.url(),
				...(inReplyTo === undefined ? {} : {inReplyTo}),
				...(askedAt === undefined ? {} : {askedAt: Math.round(askedAt)}),
				...(leave && {leave}),
			},
			note: disputes.noteFor(note, rules),
			...helped.since(rules),
			until,
			...(previous ? {supersedes: previous.id} : {}),
		};
	}
}
