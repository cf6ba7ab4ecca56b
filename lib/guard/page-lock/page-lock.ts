/** The page lock (design.md, section 3): our hook on the page's own requests, in the page's own world. */
import {connectPageLock} from '#lib/messaging/bridge.ts';
import type {Recogniser} from '#lib/sites/site.ts';
import {lockFetch} from './fetch.ts';
import {createGate} from './gate.ts';
import {captureNatives, type Natives} from './natives.ts';
import {lockNoWait} from './no-wait.ts';
import {keepPristine, pristineRecogniser} from './pristine.ts';
import {lockXhr} from './xhr.ts';

/** Milliseconds without a word of the guard: it may not be there. */
const LONGEST_SILENCE = 4000;
/** Milliseconds: the guard decides in 20 s, and this is the net under it (docs/adr/0213). */
const LONGEST_WAIT = 25_000;
/** Milliseconds by which a timer may be late before the page is taken to have stood still: the browser asked the person. */
const STANDSTILL = 250;

/**
 * Call it in the first statement of a MAIN-world script at document_start: all before the page's first script.
 * `consult` tells the guard what the page knows about an element.
 */
export function installPageLock(recogniser: Recogniser, consult?: (element: EventTarget) => string): void {
	const natives = captureNatives();
	const bridge = connectPageLock();
	if (consult) bridge.onConsult(consult);
	const gate = createGate({
		recogniser: pristineRecogniser(recogniser, keepPristine()),
		bridge,
		cookies: () => natives.cookie(document),
		afterWait: (run, taken) => afterWait(natives, run, taken ? LONGEST_WAIT : LONGEST_SILENCE),
	});
	lockXhr(gate, natives);
	lockFetch(gate, natives);
	lockNoWait(gate, natives);
}

/** In two halves: one in which the page stood still ("leave this site?") is waited for again, once. */
function afterWait(natives: Natives, run: () => void, wait: number): () => void {
	let halves = 2;
	let stood = false;
	let timer = 0;
	const half = () => {
		const due = natives.now() + wait / 2;
		timer = natives.setTimeout(window, () => ended(due), wait / 2);
	};
	const ended = (due: number) => {
		if (!stood && natives.now() - due > STANDSTILL) stood = true;
		else halves--;
		if (halves === 0) run();
		else half();
	};
	half();
	return () => natives.clearTimeout(window, timer);
}
