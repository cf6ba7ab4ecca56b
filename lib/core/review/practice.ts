/** What reviewers practise on: drafts that the rules let pass to a second person, each with something only a person sees. */
import {type Draft, emptyDraft, type SiteId} from '../draft.ts';

export interface PracticeItem {
	/** Never used again for another text: records name it. */
	key: string;
	site: SiteId;
	/** The message answered; without one it is a post. */
	inReplyTo?: string;
	text: string;
	/** What is wrong, told to the reviewer at once. */
	problem: string;
}

/** Sent by nobody in particular: no colleague is blamed for a made-up mistake. */
export const practiceAuthor = {id: 'practice', name: 'Alex Marlow'};
/** Registered nowhere, so a signature over it can release nothing. */
const account = 'practice';

export function practiceDraft({site, inReplyTo, text}: PracticeItem): Draft {
	const answer = site === 'x' ? 'reply' : 'comment';
	return {...emptyDraft(site, inReplyTo === undefined ? 'post' : answer, account), text};
}

export const practiceItems: readonly PracticeItem[] = [
	{
		key: 'p1',
		site: 'x',
		text: 'Guaranteed part-exchange, any car, any condition. Bring it in this weekend and drive home in something newer!',
		problem: '“Guaranteed, any car”: nobody can promise that.',
	},
	{
		key: 'p2',
		site: 'facebook',
		inReplyTo: 'My finance was turned down last year. Is it worth asking again?',
		text: 'Hi, last year makes no difference to us. Bring your payslip on Saturday and you will drive home in it.',
		problem: '“You will drive home in it” promises an outcome to somebody who was turned down.',
	},
	{
		key: 'p3',
		site: 'x',
		text: 'Last day! After tonight this Finch offer is gone for good. (We said that last Friday too, so be quick this time.)',
		problem: 'A deadline that was not true the last time either: false urgency.',
	},
	{
		key: 'p4',
		site: 'facebook',
		inReplyTo: 'I asked for my service history three weeks ago. Still nothing.',
		text: 'Hi Rowan, it is ready: gearbox done in March, and we see that you have caught up with your payments. Come and collect it!',
		problem: 'It tells everybody about a customer’s car and payments.',
	},
	{
		key: 'p5',
		site: 'x',
		text: 'Congratulations to Anna from the bakery on the corner, whose divorce paid for this Kestrel. Enjoy every mile!',
		problem: 'A customer’s private life in public.',
	},
	{
		key: 'p6',
		site: 'facebook',
		text: 'The Finch does 70 miles to the gallon, whatever the brochure says. Our Sam gets that every day on the way to work.',
		problem: 'A consumption figure that is nobody’s official one, and cannot be shown.',
	},
	{
		key: 'p7',
		site: 'facebook',
		inReplyTo: 'Did you get commission on my agreement? I am thinking of complaining.',
		text: 'Hi, there is no need to complain. Nothing was paid on agreements like yours, you can take my word for it.',
		problem:
			'It talks a customer out of a complaint, with a statement about the agreement that nobody has checked.',
	},
	{
		key: 'p8',
		site: 'x',
		text: 'Five stars again! Leave us a good review this month and there is a full tank for you at the next service.',
		problem: 'It pays for good reviews.',
	},
];
