import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {refusal, type TestHub} from '../hub.fixture.ts';
import {attempts} from './self-approval.attempts.ts';
import {hirePair, type Pair} from './self-approval.fixture.ts';

/** Every way we know of to approve one's own words, tried over the real interface: each is refused, and says why. */
export function selfApprovalBehaviours(open: () => Promise<TestHub>): void {
	describe('self-approval', () => {
		let pair: Pair;
		beforeAll(async () => {
			pair = await hirePair(await open());
		});
		afterAll(() => pair.hub.close());

		test.each(Object.keys(attempts))('%s', async name => {
			const [attempt, expected] = attempts[name]!;
			expect(await refusal(attempt(pair))).toMatch(expected);
		});

		test('none of it approved, released or sent anything of the author’s alone', async () => {
			expect(Object.keys(attempts).length).toBeGreaterThanOrEqual(25);
			const {db} = pair.hub.deps.store;
			const rows = await db.selectFrom('approvals').select(['reviewer', 'author']).execute();
			expect(rows.filter(({reviewer, author}) => reviewer === author)).toEqual([]);
			expect(await db.selectFrom('releases').selectAll().execute()).toEqual([]);
		});
	});
}
