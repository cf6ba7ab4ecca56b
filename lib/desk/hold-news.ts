/** Whether a hold became another, and what the toolbar shows of all of them. */
import type {HoldView} from '#lib/api/contract.ts';
import type {HoldRow, Ports} from './ports.ts';

export function hasChanged(row: HoldRow, before: HoldRow | undefined): boolean {
	return JSON.stringify(row.view) !== JSON.stringify(before?.view);
}

/** How many wait for this person. */
export async function showBadge(ports: Ports): Promise<void> {
	const rows = await ports.stores.holds();
	ports.around.badge(rows.filter(({list, view}) => list === 'queue' && isWaiting(view)).length);
}

function isWaiting({state, mayDecide}: HoldView): boolean {
	return (state === 'held' || state === 'in_review') && mayDecide === true;
}
