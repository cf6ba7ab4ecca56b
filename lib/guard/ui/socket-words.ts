import type {Blind} from '#lib/core/policy/unseen.ts';

const cannotHold = 'Messages here leave by a way that Countersign can’t hold.';
const status = (words: string) =>
	({icon: 'unknown', tone: 'blind', words: `${cannotHold} ${words}`}) as const;

/** What the admin chose for messages that leave by a socket (docs/adr/0208). */
export const bySocket = {
	closed: status('Your company doesn’t send them from this account.'),
	capture: status('What you type is checked and recorded.'),
	warn: status('What you type is checked and recorded; a file or sticker is not.'),
} as const satisfies Record<Blind, unknown>;
