import {describe, expect, test} from 'vitest';
import type {Operation} from '../draft.ts';
import {waitingSince} from './wait.ts';

const heldAt = Date.UTC(2026, 10, 21, 22, 40);
const minute = 60_000;

/** An id as X gives it at that time. */
const idAt = (at: number) => String((BigInt(at - 1_288_834_974_657) << 22n) | 4099n);

interface Case {
	operation: Operation;
	asked?: number;
	context?: number;
	site?: 'x' | 'facebook';
	since: number;
}

describe('a wait begins', () => {
	test.each<Case & {when: string}>([
		{when: 'with the customer’s post on X', operation: 'reply', asked: -38, since: -38},
		{
			when: 'as the page says where ids have no time',
			operation: 'comment',
			context: -38,
			site: 'facebook',
			since: -38,
		},
		{when: 'by the id, whatever the page says', operation: 'reply', asked: -38, context: -1, since: -38},
		{when: 'when it was held, if nothing is known', operation: 'dm', since: 0},
		{when: 'when it was held, if nobody asked', operation: 'post', context: -38, since: 0},
		{when: 'never later than that', operation: 'reply', context: 10, since: 0},
		{when: 'when it was held, under an old post', operation: 'reply', asked: -30 * 24 * 60, since: 0},
	])('$when', ({operation, asked, context, site = 'x', since}) => {
		const target = asked === undefined ? null : {kind: 'post' as const, id: idAt(heldAt + asked * minute)};
		const draft = {site, operation, target};
		const about = context === undefined ? {} : {askedAt: heldAt + context * minute};
		const wait = waitingSince({heldAt, submission: {draft, context: about}});
		expect(wait - heldAt).toBe(since * minute);
	});

	test('when it was held, where an id says nothing', () => {
		const draft = {site: 'x', operation: 'reply', target: {kind: 'post', id: '20'}} as const;
		expect(waitingSince({heldAt, submission: {draft, context: {}}})).toBe(heldAt);
	});
});
