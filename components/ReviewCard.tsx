import {useEffect, useRef, useState} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import {send} from '#lib/messaging/send.ts';
import {DecisionForm} from './DecisionForm.tsx';
import {type Key, opened} from './decision.ts';
import {HoldCard} from './HoldCard.tsx';
import {type Decision, useDecision} from './use-decision.ts';
import {useKeys} from './use-keys.ts';

interface Props {
	hold: HoldView;
	now: number;
	position: string;
	toList: () => void;
	skip: (() => void) | undefined;
	done: (words: string) => void;
}

/** One item and its decision. What was on the screen is what is signed: it does not change under the reviewer's eyes. */
export function ReviewCard({hold: latest, now, position, toList, skip, done}: Props) {
	const [hold, setHold] = useState(latest);
	const decision = useDecision(hold, done);
	const card = useRef<HTMLDivElement>(null);
	const hasChanged = latest.version !== hold.version || latest.digest !== hold.digest;
	useClaim(hold.id);
	useEffect(() => card.current?.querySelector('h2')?.focus(), []);
	useKeys(key => onKey(key, hold, decision, skip));
	return (
		<div ref={card}>
			<nav className="card-nav" aria-label="Held items">
				<button type="button" className="plain" onClick={toList}>
					← All held items
				</button>
				<span className="quiet">{position}</span>
			</nav>
			<HoldCard hold={hold} now={now} />
			{hasChanged ? (
				<div className="notice" role="alert">
					<p>This changed while you were looking at it. Look again.</p>
					<button type="button" onClick={() => setHold(latest)}>
						Show the new version
					</button>
				</div>
			) : (
				<DecisionForm hold={hold} {...decision} skip={skip} />
			)}
			<p className="problem" role="alert">
				{decision.problem}
			</p>
		</div>
	);
}

/** Others see that somebody looks. A courtesy: if it fails, the decision itself will say why. */
function useClaim(hold: string) {
	useEffect(() => {
		void send('hold:claim', {hold}).catch(() => {});
	}, [hold]);
}

function onKey(
	key: Key,
	hold: HoldView,
	{making, change, decide, busy}: Decision,
	skip: (() => void) | undefined,
) {
	if (busy || hold.mayDecide !== true || making.open !== 'none') return;
	if (key === 'a') decide('approve');
	else if (key === 's') skip?.();
	else change(opened(key, hold.draft.text, making));
}
