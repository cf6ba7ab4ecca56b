/** design.md, section 5, as a table: what may happen to a hold in which state, and the states after it. */
const open = ['held', 'in_review', 'changes_requested', 'approved'];

const transitions: Record<string, {from: readonly (string | null)[]; to: readonly string[]}> = {
	held: {from: [null], to: ['held']},
	claimed: {from: ['held', 'in_review'], to: ['in_review']},
	unclaimed: {from: ['in_review'], to: ['held']},
	// Held again when more approvals are needed.
	approved: {from: ['held', 'in_review'], to: ['approved', 'held']},
	suggested: {from: ['held', 'in_review'], to: ['held']},
	asked: {from: ['held', 'in_review'], to: ['held']},
	returned: {from: ['held', 'in_review'], to: ['changes_requested']},
	rejected: {from: ['held', 'in_review'], to: ['rejected']},
	revoked: {from: ['held', 'in_review', 'approved'], to: ['held']},
	withdrawn: {from: open, to: ['withdrawn']},
	expired: {from: open, to: ['expired']},
	superseded: {from: open, to: ['superseded']},
	released: {from: ['approved'], to: ['released']},
	sent: {from: ['released'], to: ['sent']},
	failed: {from: ['released'], to: ['failed']},
	archived: {from: ['sent'], to: ['archived']},
};

/** What moves nothing, and where it may happen: an alarm anywhere, words while the hold is open. */
const still: Record<string, (from: string | null) => boolean> = {
	alarmed: from => from !== null,
	escalated: from => from === 'held' || from === 'in_review',
	warned: from => open.includes(from ?? ''),
	part: from => from === 'released',
	'part-failed': from => from === 'released',
	declined: from => open.includes(from ?? ''),
	answered: from => open.includes(from ?? ''),
	handed: from => open.includes(from ?? ''),
};

/** Why this step is not one the state machine allows, or nothing. `from` is null before the first. */
export function illegalStep(event: string, from: string | null, to: string): string | undefined {
	if (Object.hasOwn(still, event))
		return still[event]!(from) && from === to ? undefined : `${event} changes no state`;
	const step = Object.hasOwn(transitions, event) ? transitions[event] : undefined;
	if (!step) return `there is no event ${event}`;
	if (!step.from.includes(from)) return `${event} cannot follow ${from ?? 'nothing'}`;
	return step.to.includes(to) ? undefined : `${event} does not lead to ${to}`;
}
