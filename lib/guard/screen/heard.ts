import type {GateNews} from '../gate-parts.ts';
import {type Held, needsApproval} from '../judge.ts';
import type {Look} from '../judgements.ts';
import {copyAct, snippet} from '../news.ts';
import {type Lasting, lastingOf} from '../notices.ts';
import {isEmpty} from '../statuses.ts';
import {notPosted, posted} from '../ui/outcome-words.ts';
import type {Status} from '../ui/status.ts';
import {stoppedWords} from '../ui/words.ts';
import {wholeThread} from '../whole-thread.ts';
import type {Dialogs} from './dialogs.ts';
import type {Shared} from './shared.ts';
import type {Tell} from './telling.ts';

type Of<Type extends GateNews['type']> = Extract<GateNews, {type: Type}>;

/** Says what became of a request. */
export function hearGate(shared: Shared, dialogs: Dialogs, tell: Tell): (news: GateNews) => void {
	const {known, card, disputes, helped, opened} = shared;
	const {approvals, complaints} = dialogs;

	return news => {
		const look = shared.read();
		if (news.type === 'held') refused(news, look);
		if (news.type === 'failed') failed(news, look);
		if (news.type === 'sent') sent(news, look);
	};

	function sent(news: Of<'sent'>, look: Look | undefined): void {
		disputes.clear();
		helped.clear();
		const ready = news.ready && {...news.ready, took: opened.took(news.draft)};
		say(news, look, posted(news.receipt, news.draft.thread, ready), 'over-empty');
		complaints.sent(news.draft, ready !== undefined);
	}

	/** Of a thread the composer holds only the rest now: what is said of the parts before stands in the corner. */
	function failed(news: Of<'failed'>, look: Look | undefined): void {
		if (news.draft.thread) card.show({id: 'failed', status: notPosted(news)});
		else say(news, look, notPosted(news), 'draft');
	}

	/** A line over the next draft would be taken for what is known of that: then it is said in the corner. */
	function say(news: Of<'sent' | 'failed'>, look: Look | undefined, status: Status, lasting: Lasting): void {
		const {type, draft} = news;
		const isNext = look && !draft.thread && !isEmpty(look) && look.draft.text !== draft.text;
		if (isNext) card.show({id: type, status, about: snippet(draft.text), acts: [copyAct(draft.text)]});
		else tell(look, status, type, lasting);
	}

	/**
	 * The page lock refused what no gesture had announced. What the request itself says can be sent for approval, whether
	 * it came from a composer or from a page that has none: no surface is a dead end.
	 */
	function refused({held, request}: Of<'held'>, look: Look | undefined): void {
		const whole = look && wholeThread(look, request.draft);
		const {draft, digest, inReplyTo, previous} = request;
		const {account} = held;
		if (whole && needsApproval(held.why)) approvals.offer({...whole, judgement: held}, true);
		else if (draft && !draft.thread && account && digest && needsApproval(held.why)) {
			const inComposer = look !== undefined && look.draft.text === draft.text;
			approvals.offer({account, draft, digest, inReplyTo, previous, judgement: held}, inComposer);
		} else tell(look, stoppedWords(held, known.now), 'held', lastingOf(held), messagesOf(held));
	}
}

/** Where there is no composer to mark, the card says what is wrong. */
function messagesOf({why, findings}: Held): string | undefined {
	if (why !== 'needs-change') return undefined;
	return [...new Set(findings.map(finding => finding.message))].slice(0, 3).join(' ');
}
