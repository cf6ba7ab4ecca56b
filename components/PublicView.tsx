import type {HoldView} from '#lib/api/contract.ts';
import type {Draft} from '#lib/core/draft.ts';
import {MarkedText} from './MarkedText.tsx';
import {clockTime, operationNames} from './words.ts';

/** The item as the public will see it, in our own neutral drawing of the two sites. */
export function PublicView({hold, now}: {hold: HoldView; now: number}) {
	const {draft, account, findings} = hold;
	return (
		<figure className={`public ${draft.site}`} aria-label="As people will see it">
			<figcaption className="byline">
				<span className="avatar" aria-hidden="true">
					{account.name.slice(0, 1)}
				</span>
				<span className="byline-names">
					<strong>{account.name}</strong>
					<span className="quiet">{draft.site === 'x' ? account.handle : 'Just now'}</span>
				</span>
			</figcaption>
			{draft.text === '' ? (
				<p className="quiet">No words</p>
			) : (
				<MarkedText text={draft.text} findings={findings} />
			)}
			<Poll draft={draft} />
			<Media draft={draft} />
			<Settings draft={draft} now={now} />
		</figure>
	);
}

function Poll({draft: {poll}}: {draft: Draft}) {
	if (!poll) return null;
	return (
		<ul className="poll" aria-label={`Poll, open for ${poll.minutes} min`}>
			{poll.choices.map(choice => (
				<li key={choice}>{choice}</li>
			))}
		</ul>
	);
}

/** Files are known here by type, description and fingerprint; the picture itself stays in the author's browser. */
function Media({draft: {media}}: {draft: Draft}) {
	if (media.length === 0) return null;
	return (
		<ul className="media">
			{media.map(({sha256, type, alt}, i) => (
				<li key={sha256}>
					<span className="media-kind">
						{i + 1} · {type}
					</span>
					<span>{alt === '' ? <em>No description for blind people</em> : `“${alt}”`}</span>
					<code className="quiet">{sha256.slice(0, 12)}…</code>
				</li>
			))}
		</ul>
	);
}

/** Everything else that belongs to what is approved. */
function Settings({draft, now}: {draft: Draft; now: number}) {
	const lines = [
		draft.operation === 'post' ? '' : operationNames[draft.operation],
		draft.target ? `to ${draft.target.kind} ${draft.target.id}` : '',
		draft.quoted === null ? '' : `quotes ${draft.quoted}`,
		draft.thread ? `part ${draft.thread.part} of ${draft.thread.of}` : '',
		draft.audience === null ? '' : `seen by: ${draft.audience}`,
		draft.replies === null ? '' : `may reply: ${draft.replies}`,
		draft.schedule === null ? '' : `goes out ${clockTime(Date.parse(draft.schedule), now)}`,
		...draft.unknown.map(name => `not readable: ${name}`),
	].filter(line => line !== '');
	return lines.length > 0 ? <p className="quiet settings">{lines.join(' · ')}</p> : null;
}
