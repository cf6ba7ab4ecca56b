import {type RefObject, useEffect, useLayoutEffect, useRef, useState} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import {send} from '#lib/messaging/send.ts';
import {begun} from './begun.ts';
import {DecisionForm} from './DecisionForm.tsx';
import {type Choice, type Key, opened} from './decision.ts';
import {HoldCard} from './HoldCard.tsx';
import {Problem} from './Problem.tsx';
import type {Said} from './said.ts';
import {selectedSpan} from './selected-span.ts';
import {type Decision, useDecision} from './use-decision.ts';
import {useKeys} from './use-keys.ts';
import type {Pace} from './use-pace.ts';

interface Props {
	hold: HoldView;
	now: number;
	position: string;
	/** Other answers to the same customer. */
	rivals: readonly Pick<HoldView, 'author'>[];
	pace: Pace;
	toList: () => void;
	skip: (() => void) | undefined;
	done: (said: Said) => void;
	/** This version is decided for good. */
	over: (hold: HoldView) => void;
	/** A decision is on the way, or no longer. */
	deciding: (is: boolean) => void;
}

/** One item and its decision. What was on the screen is what is signed: it does not change under the reviewer's eyes. */
export function ReviewCard({hold: latest, now, position, rivals, pace, toList, skip, ...told}: Props) {
	const [hold, setHold] = useState(latest);
	const [isHurried, setHurried] = useState(false);
	const isOver = useRef(false);
	const made = useDecision(hold, (said, choice) => {
		isOver.current = choice !== 'ask' && choice !== 'suggest';
		if (isOver.current) told.over(hold);
		told.done(said);
	});
	const {deciding} = told;
	useLayoutEffect(() => {
		deciding(made.busy);
		return () => deciding(false);
	}, [made.busy, deciding]);
	const decision = {
		...made,
		decide(choice: Choice) {
			// Once for each card: a second press is a second look
			if (choice === 'approve' && !isHurried && pace.isHasty()) return setHurried(true);
			if (choice === 'approve') pace.approved();
			made.decide(choice);
		},
	};
	const card = useRef<HTMLDivElement>(null);
	const hasChanged = latest.version !== hold.version || latest.digest !== hold.digest;
	useClaim(hold.id, isOver);
	useLayoutEffect(() => card.current?.querySelector('h2')?.focus(), []);
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
			{rivals.length > 0 && (
				<p className="notice" role="note">
					! {rivals.length === 1 ? 'Another answer' : `${rivals.length} other answers`} to the same person
					waits: {rivals.map(({author}) => author.name).join(', ')}. One is enough.
				</p>
			)}
			{isHurried && (
				<p className="notice" role="alert">
					You're moving fast. Take a second look at this one? Press Approve again if it is right.
				</p>
			)}
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
			<Problem>{decision.problem}</Problem>
		</div>
	);
}

/**
 * Nobody else decides meanwhile; put back undecided, it is free again. What was begun keeps it until the claim ends by itself. A
 * courtesy: if it fails, the decision itself will say why.
 */
function useClaim(hold: string, isOver: RefObject<boolean>) {
	useEffect(() => {
		const say = (what: 'hold:claim' | 'hold:unclaim') => void send(what, {hold}).catch(() => {});
		// In development React mounts twice: a claim taken and put back at once is none
		const timer = setTimeout(say, 0, 'hold:claim');
		return () => {
			clearTimeout(timer);
			if (!isOver.current && !begun(hold)) say('hold:unclaim');
		};
	}, [hold, isOver]);
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
	else change(opened(key, hold.draft.text, making, selectedSpan()));
}
