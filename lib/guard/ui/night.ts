import type {Awake} from '#lib/messaging/route-preview.ts';
import {awakeWords, first, neverAlone} from './awake-words.ts';
import {button, el} from './dom.ts';
import {timeOf} from './times.ts';

export interface Night {
	awake: Awake;
	/** "reply", "message" … */
	noun: string;
	/** There is a reply that may go out now and says when somebody answers: its title. */
	holding: string | undefined;
	/** Somebody outside waits for it. */
	isAnswer: boolean;
	/** Hub time. */
	now: number;
}

export interface NightChoices {
	holding: () => void;
	ask: () => void;
	leave: () => void;
}

/** What can be done while nobody is awake (product.md, 6.2), the kindest to the customer first. */
export function nightView({awake, noun, holding, isAnswer, now}: Night, choices: NightChoices): HTMLElement {
	const {onCall, backAt} = awake;
	const morning = backAt === null ? 'later' : timeOf(backAt, now);
	const rows = [
		holding !== undefined && row('Send a holding message now', choices.holding, holding),
		onCall !== null &&
			row(
				`Ask ${first(onCall.name)} now`,
				choices.ask,
				`wakes on-call: used ${onCall.woken} of ${onCall.most} tonight`,
			),
		row(
			`Leave for ${morning}`,
			choices.leave,
			isAnswer ? 'Nobody is woken; the customer’s clock keeps running.' : 'Nobody is woken.',
		),
	];
	return el(
		'section',
		{'aria-label': 'Nobody is awake'},
		el('p', {}, `${awakeWords(awake, now)}.`),
		el('ul', {class: 'choices'}, ...rows),
		el('p', {class: 'tag'}, neverAlone(awake, noun, now)),
	);
}

function row(label: string, press: () => void, about: string): HTMLElement {
	return el('li', {}, button(label, press), el('span', {class: 'tag'}, about));
}
