import type {HoldView} from '#lib/api/contract.ts';
import {Difference} from './Difference.tsx';
import {clockTime, excerpt, firstName} from './words.ts';

/** What reviewers and author have said to each other about this item. */
export function Conversation({hold, now}: {hold: HoldView; now: number}) {
	const {questions = [], suggestion, accepted, draft, author} = hold;
	const first = firstName(author.name);
	return (
		<>
			{accepted && (
				<p className="note">
					{first} took these words from {accepted.by.name}
					{accepted.touches.length > 0 && '. They change a claim, so a further person must look'}.
				</p>
			)}
			{questions.map(({id, by, at, text, span, answer}) => (
				<div key={id} className="note">
					<p>
						<span className="label">
							{by.name} asked{span && ` about “${excerpt(draft.text, span)}”`} · {clockTime(at, now)}
						</span>{' '}
						{text}
					</p>
					{answer ? (
						<p>
							<span className="label">{answer.by.name}</span> {answer.text}
						</p>
					) : (
						<p className="quiet">{first} has not answered yet.</p>
					)}
				</div>
			))}
			{suggestion && (
				<section aria-label="Suggested wording" className="note">
					<p className="label">
						{suggestion.by.name} suggests · waits for {first}
					</p>
					<Difference before={draft.text} after={suggestion.text} label="What the suggestion changes" />
				</section>
			)}
		</>
	);
}
