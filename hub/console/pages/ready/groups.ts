import type {ReadyView} from '#lib/api/contract.ts';

export const groupNames = {
	waiting: '◔ Waiting for a second person',
	inUse: '✓ In use',
	returned: '↩ Returned',
	over: '! Not in use any more',
	before: 'Retired and replaced',
} as const;
export type Group = keyof typeof groupNames;

/** Where in the library one version stands; what a later version has taken the place of is history. */
export function groupOf(view: ReadyView, all: readonly ReadyView[], now: number): Group {
	const {reply, state, inUse} = view;
	if (inUse) return 'inUse';
	if (state === 'written') return reply.until > now ? 'waiting' : 'over';
	if (state === 'approved') return 'over';
	const isLast = !all.some(other => other.reply.id === reply.id && other.reply.version > reply.version);
	return state === 'returned' && isLast ? 'returned' : 'before';
}
