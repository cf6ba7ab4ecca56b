import type {HoldView} from '#lib/api/contract.ts';
import type {Draft} from '#lib/core/draft.ts';
import {factsOf} from '#lib/core/draft-facts.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {partsOf} from '#lib/core/thread.ts';
import {MarkedText} from './MarkedText.tsx';
import {MediaList} from './MediaList.tsx';
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
			{draft.text === '' ? <p className="quiet">No words</p> : <Words draft={draft} findings={findings} />}
			<MediaList hold={hold.id} media={draft.media} />
			<Settings draft={draft} now={now} />
		</figure>
	);
}

/** One part below the other, as readers meet a thread. */
function Words({draft, findings}: {draft: Draft; findings: readonly Finding[]}) {
	const parts = partsOf(draft);
	if (parts.length === 1) return <MarkedText text={draft.text} findings={findings} />;
	return (
		<ol className="thread">
			{parts.map(({text, start}) => (
				<li key={start}>
					<MarkedText
						text={text}
						findings={findings.map(each => within(each, start, text.length))}
						from={start}
					/>
				</li>
			))}
		</ol>
	);
}

/** As seen from one part; of a finding that is elsewhere nothing is left. */
function within(finding: Finding, from: number, length: number): Finding {
	const inside = (at: number): number => Math.min(length, Math.max(0, at - from));
	return {...finding, start: inside(finding.start), end: inside(finding.end)};
}

/** Everything else that belongs to what is approved. */
function Settings({draft, now}: {draft: Draft; now: number}) {
	const lines = [
		draft.operation === 'post' ? '' : operationNames[draft.operation],
		...factsOf(draft, time => clockTime(Date.parse(time), now)).map(({name, value}) => `${name}: ${value}`),
		...draft.unknown.map(name => `not readable: ${name}`),
	].filter(line => line !== '');
	return lines.length > 0 ? <p className="quiet settings">{lines.join(' · ')}</p> : null;
}
