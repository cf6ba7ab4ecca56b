import {isAtWork, needsApproval} from '../judge.ts';
import type {Look} from '../judgements.ts';
import {lastingOf} from '../notices.ts';
import type {Line} from '../ui/line.ts';
import {pressAgain, stoppedWords} from '../ui/words.ts';
import type {Dialogs} from './dialogs.ts';
import type {Shared} from './shared.ts';
import type {Tell} from './telling.ts';

/** Answers to a press on the site's own button. We never press ourselves. */
export interface Presses {
	/** `undefined`: not even the account is known. */
	stopped(look: Look | undefined): void;
	/** It would pass now. */
	again(look: Look): void;
	/** Pressed while a file was read, or the rules: the answer comes as soon as they have been. */
	answer(look: Look): void;
}

/** Milliseconds after which nobody expects the answer to a press any more. */
const awaited = 5000;

export function createPresses(shared: Shared, {approvals}: Dialogs, line: Line, tell: Tell): Presses {
	const {known, helped, notices, now} = shared;
	let pressed = Number.NEGATIVE_INFINITY;

	return {stopped, again, answer};

	function stopped(look: Look | undefined): void {
		const judgement = look?.judgement;
		if (!look || judgement?.verdict !== 'held') {
			shared.render();
			return;
		}
		helped.stopped(judgement.findings);
		if (needsApproval(judgement.why)) approvals.offer(look, true);
		else {
			if (isAtWork(judgement.why)) pressed = now();
			notices.say(look, stoppedWords(judgement, known.now), lastingOf(judgement));
			shared.render();
			if (judgement.why === 'needs-change') line.open();
		}
	}

	function answer(look: Look): void {
		const {judgement} = look;
		if (now() - pressed > awaited) return;
		const why = judgement.verdict === 'held' ? judgement.why : undefined;
		if (isAtWork(why)) return;
		pressed = Number.NEGATIVE_INFINITY;
		if (why === undefined) again(look);
		else if (needsApproval(why)) approvals.offer(look, true);
	}

	function again(look: Look): void {
		tell(look, pressAgain, 'held', 'judgement');
	}
}
