/** Approved posts, each raced by eight copies of its own request, in a real managed browser: as many posts as approvals. */
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Bench, openBench} from '../e2e/gate/bench.ts';
import {runTurn, turns} from '../e2e/gate/run-approved.ts';

const releases = Number(process.env.RELEASES ?? 1000);
const races = turns.filter(({name}) => name.startsWith('8 copies race'));

let bench: Bench;
beforeAll(async () => {
	bench = await openBench();
}, 180_000);
afterAll(() => bench.close());

test(`${releases} releases with 8 racing copies each are ${releases} posts`, async () => {
	expect(races.length).toBeGreaterThan(0);
	const sum = {posts: 0, beyond: 0};
	for (let i = 0; i < releases; i++) {
		const row = await runTurn(bench, 'managed', races[i % races.length]!);
		sum.posts += row.released ?? 0;
		sum.beyond += row.leaked;
		expect([row.released, row.leaked], `${row.name}, release ${i}`).toEqual([1, 0]);
	}
	console.log(
		`${releases} releases, ${8 * releases} racing copies: ${sum.posts} posts, ${sum.beyond} beyond them`,
	);
}, 14_400_000);
