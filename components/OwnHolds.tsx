import type {HoldView} from '#lib/api/contract.ts';
import {OwnTalk} from './OwnTalk.tsx';
import {clockTime, excerptLength, firstName, operationNames, reasonNames, siteNames} from './words.ts';

/** What this person has sent for approval, and what became of it. */
export function OwnHolds({holds, now}: {holds: readonly HoldView[]; now: number}) {
	const shown = [...holds].sort((a, b) => rank(a) - rank(b) || b.heldAt - a.heldAt).slice(0, 20);
	return (
		<section className="group" aria-label="Yours">
			{shown.length === 0 && <p className="quiet">You have nothing waiting.</p>}
			<ul className="items">
				{shown.map(hold => (
					<li key={hold.id} className="own">
						<p className={`state ${tone(hold)}`}>{stateWords(hold, now)}</p>
						<p className="item-text">
							{hold.draft.text === '' ? 'No words' : hold.draft.text.slice(0, excerptLength)}
						</p>
						<p className="quiet">
							{operationNames[hold.draft.operation]} · {siteNames[hold.draft.site]} · {hold.account.handle}
							{isWaiting(hold) && ' · You wrote this, so someone else must approve it.'}
						</p>
						<OwnTalk hold={hold} />
						{hold.returned && hold.returned.note !== '' && <p className="note">“{hold.returned.note}”</p>}
					</li>
				))}
			</ul>
		</section>
	);
}

const isWaiting = ({state}: HoldView) => state === 'held' || state === 'in_review';

/** As in product.md, section 5. */
function stateWords(hold: HoldView, now: number): string {
	const {state, approval, returned, expiresAt, sent} = hold;
	switch (state) {
		case 'held':
		case 'in_review':
			return waitingWords(hold, now);
		case 'approved':
			return `✓ Approved${approval ? ` by ${approval.reviewer.name}` : ''} · post until ${clockTime(approval?.expiresAt ?? expiresAt, now)}`;
		case 'changes_requested':
			return `↩ ${returned?.by.name ?? 'The reviewer'} returned this${returned ? `: ${reasonNames[returned.reason]}` : ''}`;
		case 'released':
			return '… Posting';
		case 'sent':
		case 'archived':
			return `✓ Posted${sent ? ` ${clockTime(sent.at, now)}` : ''}${state === 'archived' ? ' and archived' : ''}`;
		case 'rejected':
			return '✕ Turned down';
		case 'expired':
			return '○ Nobody decided in time';
		case 'withdrawn':
			return '○ You took this back';
		case 'superseded':
			return '○ Replaced by a newer version';
		case 'failed':
			return '! It did not go out';
	}
}

function waitingWords({heldAt, suggestion, questions = []}: HoldView, now: number): string {
	if (suggestion) return `✎ ${firstName(suggestion.by.name)} suggests a change`;
	const asked = questions.find(({answer}) => answer === null);
	if (asked) return `? ${firstName(asked.by.name)} asks you something`;
	return `◔ Waiting for a second person · sent ${clockTime(heldAt, now)}`;
}

const order: Partial<Record<HoldView['state'], number>> = {
	approved: 0,
	changes_requested: 1,
	held: 2,
	in_review: 2,
};
const rank = ({state}: HoldView) => order[state] ?? 3;

function tone({state}: HoldView): string {
	if (state === 'approved' || state === 'sent' || state === 'archived') return 'good';
	return state === 'changes_requested' || state === 'rejected' || state === 'failed' ? 'bad' : 'waiting';
}
