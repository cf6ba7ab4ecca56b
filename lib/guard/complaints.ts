/**
 * Complaints in the thread that is answered (product.md, walkthrough b): recognised here by the company's rules, logged only
 * when the person says so, and then kept in sight: its number for the answer, its clock, and what should not stay public.
 */
import type {Complaint} from '#lib/api/contract.ts';
import {aboutOf} from '#lib/core/complaint/complaint.ts';
import {isComplaint, withoutPlates} from '#lib/core/complaint/recognise.ts';
import type {Draft} from '#lib/core/draft.ts';
import {draftInput} from '#lib/core/policy/draft-input.ts';
import {dayOf, dayWords} from '#lib/core/ready/days.ts';
import type {SlotFacts} from '#lib/core/ready/slots.ts';
import {isAnswer} from '#lib/core/review/wait.ts';
import type {Awake} from '#lib/messaging/route-preview.ts';
import type {Desk} from './desk-link.ts';
import type {Look} from './judgements.ts';
import type {Known} from './known.ts';
import type {Card} from './ui/card.ts';
import {type ComplaintChoice, openComplaint} from './ui/complaint-dialog.ts';
import {askedToHide, channelWords, complaintWords, loggedWords, promiseKept} from './ui/complaint-words.ts';
import type {Also} from './ui/line.ts';
import {placeName} from './ui/places.ts';
import {status} from './ui/status.ts';

export interface ComplaintParts {
	desk: Desk;
	known: Known;
	card: Card;
	theme: () => 'light' | 'dark';
	url: () => string;
	/** What is known has changed. */
	changed: () => void;
	/** The dialog is gone: the cursor goes back. */
	closed: () => void;
}

export interface Complaints {
	/** What to say under the line; asks the hub when it is the first time that this message is answered. */
	of(look: Look | undefined): Also | undefined;
	/** For the blanks of a ready reply. */
	factsFor(look: Look): Pick<SlotFacts, 'reference' | 'promised'>;
	/** Something went out: if it answers a complaint, that has its first answer. `isReady`: what it promises is a reminder. */
	sent(draft: Draft, isReady: boolean): void;
}

interface Seen {
	words: string;
	complaint: Complaint | null;
	awake: Awake | null;
	/** "It isn't one", by the person. */
	isNone: boolean;
}

export function createComplaints(parts: ComplaintParts): Complaints {
	const {desk, known, card} = parts;
	/** By message. What is not in it was never asked about. */
	const seen = new Map<string, Seen>();
	const judged = new Map<string, boolean>();

	return {of, factsFor: factsOf, sent};

	function of(look: Look | undefined): Also | undefined {
		const target = look?.draft.target?.id;
		if (!look || !target || !isAnswer(look.draft) || !recognised(look)) return undefined;
		const found = seen.get(target);
		if (!found) void ask(look, target);
		if (!found || found.isNone) return undefined;
		const {complaint, awake} = found;
		if (complaint) return {id: target, status: loggedWords(complaint), acts: []};
		return {
			id: target,
			status: complaintWords(look, awake, known.now),
			acts: [
				{label: 'Log complaint', press: () => log(look, target)},
				{label: 'It isn’t one', press: () => dismiss(found)},
			],
		};
	}

	/** Judged once a message and version of the rules, not at each key. */
	function recognised({draft, account, inReplyTo}: Look): boolean {
		const {policy, now, state} = known;
		if (!policy || !inReplyTo) return false;
		const key = `${policy.digest} ${inReplyTo}`;
		const before = judged.get(key);
		if (before !== undefined) return before;
		const about = {company: policy.company, location: account.location, inReplyTo, now};
		const input = draftInput(draft, about);
		const answer = input !== null && isComplaint(input, policy.check, state?.complaintRules);
		judged.set(key, answer);
		return answer;
	}

	async function ask({draft: {site, account}, inReplyTo = ''}: Look, target: string): Promise<void> {
		const found: Seen = {words: inReplyTo, complaint: null, awake: null, isNone: false};
		seen.set(target, found);
		try {
			const reply = await desk.ask('complaint:at', {site, account, target});
			if (reply.ok) Object.assign(found, {complaint: reply.complaint, awake: reply.awake});
		} catch {
			// The offer stands without it: the hub never logs one message twice
		}
		parts.changed();
	}

	function log({draft, account, inReplyTo = '', askedAt}: Look, target: string): void {
		const {policy, now} = known;
		if (!policy) return;
		const {site} = draft;
		openComplaint(
			{
				...{words: inReplyTo, about: aboutOf(inReplyTo), receivedAt: askedAt ?? now, now},
				...{channel: channelWords(draft), place: placeName(account.location)},
				...{company: policy.company, theme: parts.theme()},
			},
			{
				log: choice => send({site, account: draft.account, target, url: parts.url(), ...choice}),
				closed: parts.closed,
			},
		);
	}

	async function send(
		written: ComplaintChoice & Pick<Complaint, 'site' | 'account' | 'target' | 'url'>,
	): Promise<string | undefined> {
		try {
			const reply = await desk.ask('complaint:log', written);
			if (!reply.ok) return reply.message;
			keep(reply.complaint);
			return undefined;
		} catch {
			return 'Countersign did not answer. Nothing was logged. Try again.';
		}
	}

	function keep(complaint: Complaint): void {
		const found = seen.get(complaint.target);
		if (found) found.complaint = complaint;
		parts.changed();
	}

	function dismiss(found: Seen): void {
		found.isNone = true;
		parts.changed();
		parts.closed();
	}

	function factsOf({draft}: Look): Pick<SlotFacts, 'reference' | 'promised'> {
		const complaint = seen.get(draft.target?.id ?? '')?.complaint;
		return complaint ? {reference: complaint.id, promised: complaint.promisedBy} : {};
	}

	function sent({target, site, text}: Draft, isReady: boolean): void {
		const found = seen.get(target?.id ?? '');
		const complaint = found?.complaint;
		const company = known.policy?.company;
		if (!found || !complaint || !company) return;
		if (complaint.answeredAt === null) void step(complaint, 'answered');
		const promised = dayWords(dayOf({now: complaint.promisedBy, offset: -new Date().getTimezoneOffset()}));
		if (isReady && text.includes(promised))
			card.show({id: `promise ${complaint.id}`, status: promiseKept(promised)});
		if (complaint.hide === null && withoutPlates(found.words, company).found)
			offerToHide({...complaint, site});
	}

	function offerToHide(complaint: Complaint): void {
		const id = `hide ${complaint.id}`;
		const press = async () => {
			if (await step(complaint, 'hide')) card.show({id, status: askedToHide});
		};
		card.show({
			id,
			status: status('warn', 'change', 'The comment you answered shows a number plate.'),
			about: 'Your page manager decides.',
			acts: [{label: 'Ask to hide the comment', press: () => void press()}],
		});
	}

	async function step({site, id}: Complaint, what: 'answered' | 'hide'): Promise<boolean> {
		try {
			const reply = await desk.ask('complaint:step', {site, id, step: what});
			if (reply.ok) keep(reply.complaint);
			else card.show({id: `step ${id}`, status: status('warn', 'change', reply.message)});
			return reply.ok;
		} catch {
			// The offer stays, and the first answer is seen by whoever sees to the complaint
			return false;
		}
	}
}
