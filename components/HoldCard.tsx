import type {HoldView} from '#lib/api/contract.ts';
import {Conversation} from './Conversation.tsx';
import {FindingList} from './FindingList.tsx';
import {PublicView} from './PublicView.tsx';
import {isCustomerWaiting, waitsSince} from './queue-order.ts';
import {revealedIn} from './revealed.ts';
import {Steps} from './Steps.tsx';
import {clockTime, duration, operationNames, siteNames} from './words.ts';

/** One held item with all that a second person needs to judge it. */
export function HoldCard({hold, now}: {hold: HoldView; now: number}) {
	const {draft, account, author, context, note} = hold;
	const shown = revealedIn(draft.text);
	return (
		<article className="card" aria-labelledby={`title-${hold.id}`}>
			<header>
				<h2 id={`title-${hold.id}`} tabIndex={-1}>
					{operationNames[draft.operation]} on {siteNames[draft.site]} · {account.handle}
				</h2>
				<p className="quiet">
					{isCustomerWaiting(hold) ? 'customer waiting' : 'waiting'} {duration(now - waitsSince(hold))} · post
					before {clockTime(hold.expiresAt, now)}
				</p>
			</header>
			{hold.look === 'second' && (
				<p className="notice" role="note">
					◔ Second look. Somebody has decided on this; you are not told how. Judge it as if you were the
					first: what you decide changes nothing by itself.
				</p>
			)}
			{context.inReplyTo !== undefined && (
				<section aria-label="The message answered">
					<p className="label">They wrote</p>
					<blockquote dir="auto">{context.inReplyTo}</blockquote>
				</section>
			)}
			<p className="label">{author.name} wants to say</p>
			<PublicView hold={hold} now={now} />
			{shown.length > 0 && (
				<p className="notice" role="note">
					!{' '}
					{shown.length === 1
						? '1 character is not what it seems'
						: `${shown.length} characters are not what they seem`}
					: {[...new Set(shown.map(({label}) => label))].join(', ')}
				</p>
			)}
			{note !== '' && (
				<p className="note">
					<span className="label">Note from {author.name}</span> {note}
				</p>
			)}
			<Steps hold={hold} now={now} />
			<Conversation hold={hold} now={now} />
			<FindingList findings={hold.findings} text={draft.text} />
		</article>
	);
}
