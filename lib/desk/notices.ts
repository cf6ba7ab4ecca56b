/** Which changes of a hold are worth a notification, and its words. Never a word of the draft: screens are shared. */
import type {HoldView} from '#lib/api/contract.ts';
import type {ReturnReason} from '#lib/core/review/hold.ts';
import type {HoldRow} from './ports.ts';
import type {Notice} from './surroundings.ts';

/** As in product.md, 6.3. */
const reasons: Record<ReturnReason, string> = {
	'promise-of-an-outcome': 'Promise of an outcome',
	'missing-information': 'Missing information',
	'not-true-here-today': 'Not true here today',
	'wrong-account': 'Wrong account',
	tone: 'Tone',
	'check-the-facts': 'Check the facts',
	'needs-legal': 'Needs legal',
};

/** Nothing when this change is no news to this person. */
export function noticeOf(row: HoldRow, before: HoldRow | undefined): Notice | undefined {
	if (row.list === 'queue') return before ? undefined : forReviewer(row.view);
	if (!before) return;
	const said = newlySaid(row.view, before.view);
	if (said) return {id: `${row.id}:talk`, ...said};
	if (before.view.state === row.view.state) return;
	const words = forAuthor(row.view);
	return words && {id: `${row.id}:${row.view.state}`, ...words};
}

const fewEnough = 3;

/** A morning's queue is one notification, not forty. */
export function gathered(notices: readonly Notice[]): readonly Notice[] {
	if (notices.length <= fewEnough) return notices;
	return [
		{
			id: 'many',
			title: 'Countersign',
			message: `${notices.length} posts have news for you. Open Countersign.`,
		},
	];
}

function forReviewer({id, author, account, mayDecide, version}: HoldView): Notice | undefined {
	if (mayDecide !== true) return;
	return {
		id: `${id}:queue:${version}`,
		title: 'A post needs a second person',
		message: `${author.name} wants to post from ${account.handle}.`,
	};
}

/** Somebody wants something of the author: other words to look at, a question to answer. */
function newlySaid(view: HoldView, before: HoldView): Omit<Notice, 'id'> | undefined {
	const {suggestion, account, questions = []} = view;
	const open = `Open Countersign to see it. Your draft for ${account.handle} keeps its place.`;
	if (suggestion && suggestion.at !== before.suggestion?.at)
		return {title: `${suggestion.by.name} suggests a change`, message: open};
	const asked = questions.at(-1);
	if (!asked || asked.answer || questions.length === (before.questions?.length ?? 0)) return;
	return {title: `${asked.by.name} asks about your post`, message: open};
}

function forAuthor({state, account, approval, returned}: HoldView): Omit<Notice, 'id'> | undefined {
	switch (state) {
		case 'approved':
			return {
				title: `Approved${approval ? ` by ${approval.reviewer.name}` : ''}`,
				message: `You can post it from ${account.handle}${approval ? ` until ${timeOf(approval.expiresAt)}` : ''}. Once, unchanged.`,
			};
		case 'changes_requested':
			return {
				title: `${returned?.by.name ?? 'The reviewer'} returned your post`,
				message: `${returned ? reasons[returned.reason] : 'It needs a change'}. Your draft for ${account.handle} is kept.`,
			};
		case 'rejected':
			return {
				title: 'Your post was turned down',
				message: `It can’t go out from ${account.handle}. Open Countersign to see why.`,
			};
		case 'expired':
			return {
				title: 'Nobody decided in time',
				message: `Your post for ${account.handle} was not sent. You can send it for approval again.`,
			};
		default:
			return;
	}
}

function timeOf(ms: number): string {
	return new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'}).format(ms);
}
