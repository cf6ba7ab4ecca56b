import {useCallback, useEffect, useRef, useState} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import {send} from '#lib/messaging/send.ts';
import {type Choice, decide, doneWords, type Making, nothingMade} from './decision.ts';

export interface Decision {
	making: Making;
	change: (making: Making) => void;
	decide: (choice: Choice) => void;
	busy: boolean;
	/** Why the last try was not accepted. */
	problem: string;
}

/** The decision about one hold, from the first letter of a note to the hub's confirmation. */
export function useDecision(hold: HoldView, done: (words: string) => void): Decision {
	const {making, change} = useKept(hold.id);
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState('');
	const send = useCallback(
		(choice: Choice) => {
			setBusy(true);
			void decide(hold, choice, making).then(outcome => {
				setBusy(false);
				setProblem(outcome.ok ? '' : outcome.message);
				if (outcome.ok) done(doneWords(outcome.hold, choice, Date.now()));
			});
		},
		[hold, making, done],
	);
	return {making, change, decide: send, busy, problem};
}

/** A popup closes on any click elsewhere, without a last word: so each key stroke is kept at once. */
function useKept(hold: string): Pick<Decision, 'making' | 'change'> {
	const [making, setMaking] = useState<Making>(nothingMade);
	const isTouched = useRef(false);
	useEffect(() => {
		let isCurrent = true;
		isTouched.current = false;
		setMaking(nothingMade);
		void send('decision:kept', {hold}).then(
			kept => {
				if (!isCurrent || isTouched.current || !kept.ok) return;
				const {open, note, reason, text} = kept;
				if (note !== '' || reason !== null || text !== '') setMaking({open, note, reason, text});
			},
			() => {},
		);
		return () => {
			isCurrent = false;
		};
	}, [hold]);
	const change = useCallback(
		(next: Making) => {
			isTouched.current = true;
			setMaking(next);
			void send('decision:keep', {hold, ...next}).catch(() => {});
		},
		[hold],
	);
	return {making, change};
}
