/** Of what people are told outside the browser (product.md, AL1 to AL5). */
export const kinds = [
	'customer-waiting',
	'post-waiting',
	'overdue',
	'yours',
	'stop',
	'alarm',
	'rules',
	'found',
] as const;

/**
 * `overdue`: the service clock of a held item is over. `yours`: something became of an item of one's own. `alarm`: it was
 * let through and nobody knows what became of it. `rules`: rules that went a stage back by themselves, or are to be read again. `found`: a
 * person has offered an account that is not in the register.
 */
export type Kind = (typeof kinds)[number];

export const kindWords: Readonly<Record<Kind, string>> = {
	'customer-waiting': 'A customer waits for an answer',
	'post-waiting': 'A post waits for a second person',
	overdue: 'Somebody should have decided by now',
	yours: 'Something became of an item of mine',
	stop: 'Posting is stopped, or goes on',
	alarm: 'A post went out and nobody knows what became of it',
	rules: 'A rule went a stage back by itself, or is to be read again',
	found: 'Somebody uses a company account that is not in the register',
};
