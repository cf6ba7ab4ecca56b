import {useCallback, useState} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import {begun, forgetBegun, keepBegun} from './begun.ts';
import {type Choice, decide, doneWords, type Making, nothingMade} from './decision.ts';
import type {Said} from './said.ts';

export interface Decision {
	making: Making;
	change: (making: Making) => void;
	decide: (choice: Choice) => void;
	busy: boolean;
	/** Why the last try was not accepted. */
	problem: string;
}

/** The decision about one hold, from the first letter of a note to the hub's confirmation. One for each card. */
export function useDecision(hold: HoldView, done: (said: Said, choice: Choice) => void): Decision {
	const [making, setMaking] = useState(() => worthShowing(begun(hold.id)));
	const [busy, setBusy] = useState(false);
	const [problem, setProblem] = useState('');
	const change = useCallback(
		(next: Making) => {
			keepBegun(hold.id, next);
			setMaking(next);
		},
		[hold.id],
	);
	const send = useCallback(
		(choice: Choice) => {
			setBusy(true);
			void decide(hold, choice, making).then(outcome => {
				setBusy(false);
				setProblem(outcome.ok ? '' : outcome.message);
				if (!outcome.ok) return;
				forgetBegun(hold.id);
				done(doneWords(outcome.hold, choice, Date.now()), choice);
			});
		},
		[hold, making, done],
	);
	return {making, change, decide: send, busy, problem};
}

/** A form that was only opened is not opened again by itself. */
function worthShowing(making: Making | undefined): Making {
	if (!making) return nothingMade;
	const {note, reason, text} = making;
	return note !== '' || reason !== null || text !== '' ? making : nothingMade;
}
