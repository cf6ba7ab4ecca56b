import {factsOf} from '#lib/core/draft-facts.ts';
import type {AuthorHold, HeldRequest} from '#lib/messaging/catalogue.ts';
import type {Desk} from './desk-link.ts';
import type {Disputes} from './disputes.ts';
import type {Helped} from './helped.ts';
import type {Look} from './judgements.ts';
import type {Known} from './known.ts';
import type {MediaBook} from './media/book.ts';
import {nounOf} from './nouns.ts';
import {openApproval} from './ui/approval-dialog.ts';
import {goesToWords} from './ui/goes-to.ts';
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
	/** The dialog is gone: the cursor goes back. */
	closed: () => void;
}

/** Milliseconds: the hub checks the draft again before it answers, and files take their time on a slow line. */
const submitPatience = 25_000;
const filePatience = 180_000;
const noFile = 'A file could not be read. Nothing was sent. Attach it again, then try again.';

/** The dialog of a stopped Post button; one at a time. */
export function createApprovals(parts: ApprovalParts): {offer(look: Look, inComposer: boolean): void} {
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
				text: draft.text,
				facts: factsOf(draft, said),
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
				preview: () => preview(look),
				restore: () => changed && parts.restore(changed),
				closed: () => {
					isOpen = false;
					parts.closed();
				},
			},
		);
	}

	function said(time: string): string {
		return timeOf(Date.parse(time), known.now);
	}

	async function preview({draft, judgement, account}: Look): Promise<string | undefined> {
		try {
			const reply = await desk.ask('hold:preview', {draft, findings: judgement.findings});
			return reply.ok ? goesToWords(reply.preview, placeName(account.location)) : undefined;
		} catch {
			return undefined;
		}
	}

	/** `undefined` when the hold stands; else a sentence, and the dialog stays with what was typed in it. */
	async function submit(look: Look, choice: {note: string; until: number}): Promise<string | undefined> {
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

	function heldRequest(look: Look, {note, until}: {note: string; until: number}): HeldRequest {
		const {draft, judgement, inReplyTo, previous} = look;
		const rules = judgement.findings.map(f => f.rule);
		return {
			draft,
			findings: judgement.findings,
			context: {url: parts.url(), ...(inReplyTo === undefined ? {} : {inReplyTo})},
			note: disputes.noteFor(note, rules),
			...helped.since(rules),
			until,
			...(previous ? {supersedes: previous.id} : {}),
		};
	}
}
