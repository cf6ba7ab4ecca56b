import {expect, test} from 'vitest';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {ItemState} from '#lib/core/archive/search/search.ts';
import {changeOf} from './index-entry.ts';
import type {ItemRow} from './tables.ts';

test.each<{before: ItemState; type: string; state: ItemState; after: ItemState}>([
	{before: 'held', type: 'hold.expired', state: 'expired', after: 'expired'},
	{before: 'approved', type: 'hold.expired', state: 'expired', after: 'expired'},
	// Somebody has looked at it and said no: that is what an auditor counts, not that its time ran out as well
	{before: 'changes_requested', type: 'hold.expired', state: 'expired', after: 'changes_requested'},
	{before: 'changes_requested', type: 'hold.withdrawn', state: 'withdrawn', after: 'withdrawn'},
	{before: 'sent', type: 'hold.alarmed', state: 'released', after: 'sent'},
])('$before, then $type: $after', ({before, type, state, after}) => {
	const leaf = {type, hold: {id: 'h', version: 1, state}, at: 1, by: null} as unknown as Leaf;
	const change = changeOf(leaf, undefined);
	expect(change?.next?.({state: before, approvers: ''} as ItemRow).state).toBe(after);
});
