import type {Lesson} from '#lib/core/policy/bundle.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {guardedAccount} from './accounts.ts';
import {heldAs, type Why} from './judge.ts';
import type {Look} from './judgements.ts';
import type {Known} from './known.ts';
import {lockedWords, readyWords} from './ui/ready-words.ts';
import type {Status} from './ui/status.ts';
import {
	changedRules,
	checking,
	guarded,
	heldWords,
	holdWords,
	judged,
	notGuarded,
	offline,
	partlySeen,
	returnedWords,
	updated,
} from './ui/words.ts';

/** What the line beside the Post button says; `undefined` = no line at all. */
export interface Telling {
	status: Status;
	text: string;
	findings: readonly Finding[];
	note?: string | undefined;
}

export interface Situation {
	known: Known;
	/** The session's account. */
	account: string | undefined;
	/** `undefined` when nothing may be read. */
	look: Look | undefined;
	/** The rules have been awaited for longer than a person should not notice. */
	slow: boolean;
	/** Said about exactly this draft: a stopped gesture, a failed request; or about the empty composer after posting. */
	notice: Status | undefined;
	/** The words of a ready reply stand here, changed. */
	readyChanged?: boolean;
}

export function tellingOf(situation: Situation): Telling | undefined {
	const {known, account, look, slow} = situation;
	const {state} = known;
	const registered = guardedAccount(state, account);
	if (registered === 'unguarded') return state?.enrolled ? bare(notGuarded) : undefined;
	if (!known.alive) return bare(updated);
	if (!look || !state) return slow || state ? bare(unseen(known)) : undefined;
	return aboutDraft(situation, look, isIdle(look) ? state.lesson : undefined);
}

function aboutDraft(
	{known, slow, notice, readyChanged}: Situation,
	look: Look,
	lesson: Lesson | undefined,
): Telling {
	const {text} = look.draft;
	const {findings} = look.judgement;
	const locked = readyChanged ? lockedIn(look) : undefined;
	const status = notice ?? locked ?? (lesson ? changedRules(lesson.title) : statusOf(look, known, slow));
	return {status, text, findings, note: noteOf(look) ?? lesson?.text};
}

function lockedIn({judgement}: Look): Status | undefined {
	return judgement.verdict === 'held' && judgement.why === 'second-person' ? lockedWords : undefined;
}

function bare(status: Status): Telling {
	return {status, text: '', findings: []};
}

function unseen({state, now}: Known): Status {
	return state ? heldWords(heldAs('no-account'), now) : checking;
}

function statusOf(look: Look, known: Known, slow: boolean): Status {
	const {judgement, account} = look;
	const state = known.state!;
	const idle = guarded(account.handle, state);
	if (judgement.verdict === 'ready') return readyWords(judgement.ready.reply);
	if (judgement.verdict === 'approved') return holdWords(judgement.hold, known.now);
	const isOffline = state.hub === 'offline';
	if (isIdle(look)) return isOffline ? offline(state.outbox) : idle;
	if (judgement.verdict === 'pass') return passWords(look);
	if (judgement.why === 'checking') return slow ? checking : idle;
	if (judgement.why === 'second-person' && isOffline) return offline(state.outbox);
	return heldWords(judgement, known.now);
}

function passWords({account, draft: {unknown}, judgement}: Look): Status {
	if (unknown.length > 0) return partlySeen(account.blind, unknown.join(', '));
	return judged(judgement.findings);
}

/** Nothing is written, and nothing else is to be said. */
function isIdle(look: Look): boolean {
	return isEmpty(look) && isAboutText(look.judgement);
}

export function isEmpty({draft}: Look): boolean {
	return draft.text.trim() === '' && draft.media.length === 0;
}

/** Says nothing worth saying about an empty composer. */
function isAboutText(judgement: Look['judgement']): boolean {
	const about: readonly Why[] = ['checking', 'needs-change', 'second-person'];
	return judgement.verdict === 'pass' || (judgement.verdict === 'held' && about.includes(judgement.why));
}

/** What a reviewer wrote about this draft. */
function noteOf({judgement, previous}: Look): string | undefined {
	const hold = judgement.verdict === 'held' ? (judgement.hold ?? previous) : undefined;
	if (!hold?.returned) return undefined;
	return `${returnedWords(hold)}. ${hold.returned.note}`.trim();
}
