/** The words of every state, as product.md sections 4 and 5 fix them. */

import type {Stop} from '#lib/api/contract.ts';
import {everywhere, type Location} from '#lib/core/identity/location.ts';
import {type Finding, verdictOf} from '#lib/core/policy/finding.ts';
import {type Blind, unseenWords} from '#lib/core/policy/unseen.ts';
import type {ReturnReason} from '#lib/core/review/hold.ts';
import {partsOf} from '#lib/core/thread.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import type {PageState} from '#lib/messaging/page-state.ts';
import {socket} from '#lib/sites/by-socket.ts';
import type {Held} from '../judge.ts';
import {lookFirst} from './outcome-words.ts';
import {placeName} from './places.ts';
import {bySocket} from './socket-words.ts';
import {type Status, status as s} from './status.ts';
import {timeOf} from './times.ts';

export const notGuarded = s('circle', 'quiet', 'Not guarded · personal account. Nothing here is recorded.');
export const checking = s('dots', 'quiet', 'Checking');
export const updated = s(
	'warn',
	'change',
	'Countersign was updated. Your draft is safe here. Copy it, then reload the page.',
	'copy',
);
const blind = `Countersign can't see this page. ${unseenWords.closed}`;

/** Its press was stopped for something that has been read since: a file, the rules. */
export const pressAgain = s('check', 'good', 'Checked. Press the button again.');

/** Part of it cannot be read, and the account's admin lets it go: what he chose, in a sentence. */
export function partlySeen(choice: Blind, what: string): Status {
	if (what.split(', ').includes(socket)) return bySocket[choice];
	const seen = what
		? `Countersign can't see all of this (${what}).`
		: "Countersign can't see all of this page.";
	if (choice === 'closed') return s('unknown', 'blind', what ? `${blind} (${what})` : blind);
	return s('unknown', 'blind', `${seen} ${unseenWords[choice]}`);
}

export function guarded(handle: string, state: PageState): Status {
	const you = state.person ? ` · you are ${state.person.name}` : '';
	const age = state.policyNote ? ` · ${state.policyNote}` : '';
	return s('check', 'good', `Guarded · posting as ${handle}${you}${age}`);
}

/** Until it is read, in place of what an empty composer says; never of what somebody has written. */
export function changedRules(title: string): Status {
	return s('info', 'tip', `Changed: ${title}`, 'got-it');
}

export function offline(outbox: number): Status {
	const records = outbox === 0 ? '' : ` ${plural(outbox, 'record')} to send.`;
	return s('offline', 'wait', `Offline. Approvals wait.${records}`);
}

/** What the check says about a draft that nobody has been asked about. */
export function judged(findings: readonly Finding[]): Status {
	const change = findings.filter(isCertainBlock).length;
	const needs = findings.some(f => !isCertainBlock(f) && f.severity !== 'advise');
	const reason = reasonOf(findings);
	if (change > 0) {
		const second = needs ? ` · will need a second person${reason}` : '';
		return s(
			'warn',
			'change',
			`${plural(change, 'thing')} ${change === 1 ? 'needs' : 'need'} a change${second}`,
		);
	}
	if (verdictOf(findings) === 'hold') return s('clock', 'wait', `Needs a second person${reason}`);
	if (findings.length > 0) return s('info', 'tip', plural(findings.length, 'suggestion'));
	return s('check', 'good', 'Looks fine');
}

/** Also where no finding asks for one: some companies want a second person for everything. */
function needsSecond(findings: readonly Finding[]): Status {
	return verdictOf(findings) === 'pass' ? s('clock', 'wait', 'Needs a second person') : judged(findings);
}

/** `Posting is stopped for all branches until 18:00 – Helen Marsh: "National mourning"` */
function stopWords(stop: Stop, account: Held['account'], now: number): string {
	const scope = stop.account ? (account?.handle ?? 'this account') : placeOf(stop.location);
	return `Posting is stopped for ${scope} until ${timeOf(stop.until, now)} – ${stop.by.name}: "${stop.reason}"`;
}

function placeOf(location: Location): string {
	return location === everywhere ? 'all branches' : placeName(location);
}

/** Why a draft may not go now. `now` is the hub's. */
export function heldWords({why, findings, hold, stop, detail, account}: Held, now: number): Status {
	switch (why) {
		case 'orphan':
			return updated;
		case 'starting':
			return s('dots', 'wait', "Countersign isn't ready. Nothing was posted. Press again in a moment.");
		case 'no-account':
			return s('unknown', 'blind', blind);
		case 'no-lock':
			return s('unknown', 'blind', `${blind} Reload the page.`);
		case 'by-request':
			return s('info', 'quiet', 'Read in full when you press the button');
		case 'unreadable':
			return partlySeen('closed', detail ?? '');
		case 'stopped':
			return s('stop', 'stop', stop ? stopWords(stop, account, now) : detail || 'Posting is stopped.');
		case 'outbox':
			return s('stop', 'stop', "Countersign can't keep records on this computer. Company posting is paused.");
		case 'gate-mode':
			return s('stop', 'stop', 'Posts from this account go through a company-managed browser only.');
		case 'no-policy':
			return s('warn', 'change', detail || 'No rules yet. Company posts wait until they arrive.');
		case 'checking':
			return checking;
		case 'reading':
		case 'media':
			return s('dots', 'quiet', 'Reading the attached file');
		case 'file':
			return s('unknown', 'blind', "Countersign can't see a file in this. Take it out, or attach it again.");
		case 'needs-change':
			return judged(findings);
		case 'second-person':
			return needsSecond(findings);
		case 'refused':
			return s('warn', 'change', detail || 'Not released. Nothing was posted.');
		default:
			return hold ? holdWords(hold, now, why) : judged(findings);
	}
}

/** A hold as its author sees it. */
export function holdWords(hold: AuthorHold, now: number, why?: Held['why']): Status {
	switch (why) {
		case 'changed':
			return s('warn', 'change', 'Different from what was approved', 'see-change');
		case 'rules-changed':
			return s('warn', 'change', `The rules changed, so ${whose(hold)} no longer counts. Send it again.`);
		case 'unverified':
			return s('warn', 'change', "The approval's signature can't be verified. Nothing was posted.");
		default:
			return stateWords(hold, now);
	}
}

/** Only an approval that has been read names somebody. */
function whose({approval}: AuthorHold): string {
	return approval ? `${first(approval.reviewer.name)}'s approval` : 'the approval';
}

function stateWords(hold: AuthorHold, now: number): Status {
	switch (hold.state) {
		case 'held':
		case 'in_review':
			return (
				talkWords(hold) ??
				s('clock', 'wait', `Waiting for a second person · sent ${timeOf(hold.heldAt, now)}`)
			);
		case 'approved':
			return approvedWords(hold, now);
		case 'changes_requested':
			return s('back', 'change', returnedWords(hold));
		case 'rejected':
			return s('back', 'change', `${first(hold.returned?.by.name)} said no to this`);
		case 'released':
			if (hold.parts && !hold.alarm) return partlyWords(hold, hold.parts.length);
			return hold.alarm?.why === 'unconfirmed'
				? s('warn', 'change', `Nobody saw whether the site posted it. ${lookFirst}`)
				: s('dots', 'quiet', 'Being posted');
		case 'sent':
			return s('check', 'good', 'Posted · the archive has not confirmed it yet');
		case 'archived':
			return s('check', 'good', 'Posted and archived');
		case 'expired':
			return s('clock', 'wait', 'Not approved in time. Nothing was posted.');
		case 'withdrawn':
			return s('back', 'quiet', 'Withdrawn. Nothing was posted.');
		case 'superseded':
			return s('back', 'quiet', 'Replaced by a newer draft');
		case 'failed':
			if (hold.parts) return partlyWords(hold, hold.parts.length);
			return s('warn', 'change', 'Approved, but it did not go out. Send it for approval again.');
	}
}

/** The item waits for its author, not for a reviewer. */
function talkWords({suggestion, questions}: AuthorHold): Status | undefined {
	if (suggestion) return s('pen', 'wait', `${first(suggestion.by.name)} suggests a change`);
	const asked = questions?.find(({answer}) => answer === null);
	return asked && s('pen', 'wait', `${first(asked.by.name)} asks you something`);
}

/** A thread of which some parts are public. */
function partlyWords({draft, stuck, state}: AuthorHold, sent: number): Status {
	const count = `${sent} of ${partsOf(draft).length} posted`;
	if (state === 'released' && stuck === undefined)
		return s('dots', 'quiet', `${count} · the rest is being posted`);
	const over =
		state === 'failed' ? ' Send the rest for approval to go on.' : ' Press the button again to go on.';
	return s('warn', 'change', `${count}. The site did not take the next part.${over}`);
}

function approvedWords({approval, verified}: AuthorHold, now: number): Status {
	if (!approval || !verified) return s('dots', 'wait', 'Approved · checking the signature');
	const minutes = Math.ceil((approval.expiresAt - now) / 60_000);
	if (minutes <= 0) return s('clock', 'wait', 'The approval has ended. Nothing was posted.');
	if (minutes <= 60) return s('clock', 'wait', `Approval ends in ${minutes} min`);
	const until = timeOf(approval.expiresAt, now);
	return s('check', 'good', `Approved by ${approval.reviewer.name} · post until ${until}`);
}

const reasons: Record<ReturnReason, string> = {
	'promise-of-an-outcome': 'Promise of an outcome',
	'missing-information': 'Missing information',
	'not-true-here-today': 'Not true here today',
	'wrong-account': 'Wrong account',
	tone: 'Tone',
	'check-the-facts': 'Check the facts',
	'needs-legal': 'Needs legal',
};

/** "Tom returned this: Missing information" */
export function returnedWords({returned}: AuthorHold): string {
	return `${first(returned?.by.name)} returned this${returned ? `: ${reasons[returned.reason]}` : ''}`;
}

/** ` (finance promotion)`: the short reason of a rule that only asks for a second person. */
export function reasonOf(findings: readonly Finding[]): string {
	const route = findings.find(f => f.route);
	const reason = /^[^.:–—]*/.exec(route?.message ?? '')![0].trim();
	return reason === '' || reason.length > 40 ? '' : ` (${reason[0]!.toLowerCase()}${reason.slice(1)})`;
}

/** Must be changed before anybody may approve it. */
export function isCertainBlock(finding: Finding): boolean {
	return verdictOf([finding]) === 'block';
}

export function plural(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function first(name: string | undefined): string {
	return name?.split(' ')[0] ?? 'A reviewer';
}

/** The same, as the answer to a press: what matters first is that nothing happened. */
export function stoppedWords(held: Held, now: number): Status {
	const {why} = held;
	const status = heldWords(held, now);
	if (why === 'waiting') return {...status, words: 'This one is waiting for approval. Nothing was posted.'};
	if (why === 'orphan' || status.words.includes('Nothing was posted')) return status;
	return {...status, words: `Nothing was posted. ${status.words}`};
}
