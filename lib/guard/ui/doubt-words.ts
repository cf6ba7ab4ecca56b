import type {Status} from './words.ts';

/** Pressed again after an answer that nobody saw. */
export const lookFirst: Status = {
	icon: 'warn',
	tone: 'change',
	words:
		'Not posted again: it may be public already. Look first. If it is not there, press the button once more.',
};
